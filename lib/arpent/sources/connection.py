"""
How the network is reached: one client with the machine's proxies and certificates, and politeness.

httpx takes proxies (``HTTPS_PROXY``, ``NO_PROXY``) and certificates (``SSL_CERT_FILE``, ``SSL_CERT_DIR``) from
the environment; ``REQUESTS_CA_BUNDLE`` and ``CURL_CA_BUNDLE``, which agencies' machines often set, are read
here.
"""

import os
import ssl
import threading
from collections import defaultdict
from importlib.metadata import version
from pathlib import Path

import httpx

from arpent.errors import DataUnavailable

#: Seconds without a byte before a connection counts as cut.
STALL = 60.0
#: Connections at once to one host.
PER_HOST = 2

_gates: dict[str, threading.BoundedSemaphore] = defaultdict(lambda: threading.BoundedSemaphore(PER_HOST))


def client() -> httpx.Client:
    """
    HTTP client with the machine's proxies and certificates.

    Returns
    -------
    httpx.Client
        To be closed by the caller.
    """
    bundle = os.environ.get("REQUESTS_CA_BUNDLE") or os.environ.get("CURL_CA_BUNDLE")
    trusted = ssl.create_default_context(cafile=bundle) if bundle and Path(bundle).is_file() else True
    return httpx.Client(
        follow_redirects=True,
        verify=trusted,
        timeout=httpx.Timeout(STALL, connect=min(STALL, 20.0)),
        # Bytes as published: a file's checksum is not that of its transport.
        headers={"User-Agent": f"arpent/{version('arpent')}", "Accept-Encoding": "identity"},
    )


def gate(url: str) -> threading.BoundedSemaphore:
    """
    What holds back more than `PER_HOST` connections to one host.

    Parameters
    ----------
    url : str
        Any address of the host.

    Returns
    -------
    BoundedSemaphore
        To be entered for as long as a connection lasts.

    Raises
    ------
    DataUnavailable
        It is not an address.
    """
    try:
        return _gates[httpx.URL(url).host]
    except httpx.InvalidURL as error:
        raise DataUnavailable(f"{url}: not an address ({error}); correct the record") from error


def cause(error: httpx.RequestError) -> str:
    """
    Why a connection failed, and what to set.

    Parameters
    ----------
    error : RequestError
        From httpx.

    Returns
    -------
    str
        A clause.
    """
    if isinstance(error, httpx.TimeoutException):
        return f"the server did not answer within {STALL:.0f} s"
    if isinstance(error, httpx.ProxyError):
        return f"the proxy refuses ({error}); see HTTPS_PROXY"
    if "CERTIFICATE" in str(error).upper():
        return f"the certificate is not trusted ({error}); set SSL_CERT_FILE to your organisation's bundle"
    if isinstance(error, httpx.ConnectError):
        return f"the server can't be reached ({error})"
    if isinstance(error, httpx.TransportError):
        return f"the connection was cut ({error})"
    return f"the server's answer can't be followed ({error})"
