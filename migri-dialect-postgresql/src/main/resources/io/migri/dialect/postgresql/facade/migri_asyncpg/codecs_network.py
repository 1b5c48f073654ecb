"""Addresses and networks: https://www.postgresql.org/docs/current/datatype-net-types.html"""

from ipaddress import ip_address, ip_interface, ip_network


def encode_inet(value):
    try:
        return _address(ip_address(value))
    except ValueError:
        interface = ip_interface(value)
        return f"{_address(interface)}/{interface.network.prefixlen}"


def _address(address):
    """Without the scope of an IPv6 address, which the server does not know."""
    return str(ip_address(address.packed))


def decode_inet(text):
    return ip_interface(text) if "/" in text else ip_address(text)


def encode_cidr(value):
    network = ip_network(value)
    return f"{_address(network.network_address)}/{network.prefixlen}"


def decode_cidr(text):
    return ip_network(text)
