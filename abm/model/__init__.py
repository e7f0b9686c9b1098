"""The model: the only place where places, people, money and organisations all meet."""

from abm.model.integration_model import IntegrationModel

__all__ = ["IntegrationModel"]
