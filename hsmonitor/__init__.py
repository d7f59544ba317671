"""Human Security Monitor: projects, partners and challenges of the UN Trust Fund for Human Security."""

__version__ = "0.1.0"
