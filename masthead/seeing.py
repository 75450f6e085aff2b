"""Leading on from a request that is done."""

from django.http import HttpResponse, HttpResponseRedirect


def see(address: str) -> HttpResponse:
    """Lead to what is got with GET, whatever this request was (RFC 9110, 303)."""
    return HttpResponseRedirect(address, status=303)
