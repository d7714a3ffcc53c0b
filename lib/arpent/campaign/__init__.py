"""Many notebooks: planned by content, run side by side, resumed; one failure never stops the others."""

from arpent.campaign.declared import Campaign, campaigns, read_campaign
from arpent.campaign.executors import check_executor, open_executor
from arpent.campaign.jobs import Done, Job, run_jobs
from arpent.campaign.plan import Plan, make_plan
from arpent.campaign.run import Options, Progress, run_plan
from arpent.campaign.store import Store, store_of
from arpent.campaign.targets import Target, Targets, available_themes, targets_of

__all__ = [
    "Campaign", "Done", "Job", "Options", "Plan", "Progress", "Store", "Target", "Targets", "available_themes",
    "campaigns", "check_executor", "make_plan", "open_executor", "read_campaign", "run_jobs", "run_plan", "store_of",
    "targets_of",
]  # fmt: skip
