"""Many notebooks: run side by side, one failure never stopping the others."""

from arpent.campaign.run import Done, Job, run_jobs

__all__ = ["Done", "Job", "run_jobs"]
