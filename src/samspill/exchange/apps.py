from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    name = "samspill.exchange"
    label = "exchange"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from samspill.exchange.limits import take_over

        take_over()
