"""Settings: environment variables `SWITCHBOARD_<NAME>`, and `<NAME>_FILE` for secrets."""

import os
from functools import cached_property
from pathlib import Path
from typing import Any, Literal

from pydantic import AliasChoices, Field, SecretStr
from pydantic.fields import FieldInfo
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
)

PREFIX = "SWITCHBOARD_"


def _with_common_name(name: str, common: str) -> AliasChoices:
    """Read our own variable first, then the one that other tools use as well."""
    return AliasChoices(f"{PREFIX}{name}".lower(), common)


class Settings(BaseSettings):
    """Every setting of the product, with its default for a laptop.

    An engine without a URL is started by Switchboard itself, under `data_dir`.
    """

    model_config = SettingsConfigDict(env_prefix=PREFIX, extra="ignore", populate_by_name=True)

    data_dir: Path = Field(Path("data"), description="Folder for embedded databases and files.")
    database_url: SecretStr | None = Field(None, description="PostgreSQL 15 or later.")
    redis_url: SecretStr | None = Field(None, description="Valkey or Redis 7 or later.")
    chroma_url: str | None = Field(None, description="A Chroma server.")

    storage_url: SecretStr | None = Field(
        None, description="File storage, as s3://bucket. Default: a folder in data_dir."
    )
    upload_max_mb: int = Field(25, ge=1, le=100, description="Maximum file size, in MB.")
    smtp_url: SecretStr | None = Field(
        None, description="Mail server: smtp://user:password@host:587. Without it, no mail is sent."
    )
    mail_from: str | None = Field(None, description="Sender address of mail.")

    web_dir: Path = Field(
        Path(__file__).parents[2] / "web", description="Folder of the built front ends."
    )
    host: str = Field("127.0.0.1", description="Address the API listens on.")
    port: int = Field(
        8000,
        validation_alias=_with_common_name("PORT", "port"),
        description="Port the API listens on.",
    )
    public_url: str | None = Field(None, description="Public URL of this installation.")
    secret_key: SecretStr | None = Field(
        None,
        description="Signs sessions and encrypts files: at least 32 characters, the same "
        "for every process. Default: generated once, in data_dir.",
    )
    admin_email: str = Field("admin@demo.test", description="E-mail of the first administrator.")
    admin_password: SecretStr | None = Field(
        None,
        description="Password of the first administrator. Default: generated and printed once.",
    )
    demo: bool = Field(True, description="Load the sample shop into a new installation.")

    openai_api_key: SecretStr | None = Field(
        None,
        validation_alias=_with_common_name("OPENAI_API_KEY", "openai_api_key"),
        description="API key of the model provider. Without a key or a base URL, no model is used.",
    )
    openai_base_url: str | None = Field(
        None,
        validation_alias=_with_common_name("OPENAI_BASE_URL", "openai_base_url"),
        description="Base URL of the provider, including /v1. Default: OpenAI.",
    )
    model_chat: str | None = Field(None, description="Name of the chat model.")
    model_embedding: str | None = Field(
        None,
        description="A provider's embedding model, or a built-in one: all-MiniLM-L6-v2 (the"
        " default) or multilingual-e5-small.",
    )
    rerank_url: str | None = Field(
        None,
        description="A /rerank endpoint (as Jina and Cohere have it) that reorders the "
        "best passages. Default: none.",
    )
    rerank_key: SecretStr | None = Field(None, description="API key of the reranker, if required.")
    rerank_model: str | None = Field(None, description="Model name for the reranker, if required.")
    turn_timeout_seconds: float = Field(
        18.0, gt=0, description="Time limit for one reply of the assistant."
    )
    model_begins_seconds: float = Field(
        5.0,
        gt=0,
        description="How long to wait for a model's first words when an article is a sure "
        "answer; after that, the article is quoted.",
    )

    allow_private_addresses: bool = Field(
        False,
        description="Allow sources on private networks, such as an internal help center.",
    )
    database_pool: int = Field(10, ge=2, description="Database connections per process.")
    workers: int | None = Field(
        None,
        ge=1,
        description="Worker processes of `switchboard up`. Default: one for each core but one, "
        "at least 1, at most 4.",
    )
    worker_port: int | None = Field(
        None,
        ge=0,
        le=65_535,
        description="Port for /livez, /readyz and /metrics of `switchboard worker`. Default: none.",
    )
    worker_concurrency: int = Field(16, ge=1, description="Jobs a worker runs at the same time.")
    metrics_token: SecretStr | None = Field(
        None,
        description="Bearer token for /metrics. Without it, only this machine and "
        "private networks can read metrics.",
    )
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field(
        "INFO", description="DEBUG, INFO, WARNING or ERROR."
    )
    log_format: Literal["text", "json"] = Field(
        "text", description="text for people, json for machines."
    )

    @cached_property
    def base_url(self) -> str:
        """Where browsers reach this installation, without a slash at the end."""
        return (self.public_url or f"http://localhost:{self.port}").rstrip("/")

    def secret(self, name: str) -> str | None:
        """A secret's text. Say it to nobody but whom it is for."""
        value: SecretStr | None = getattr(self, name)
        return None if value is None else value.get_secret_value()

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        return init_settings, env_settings, SecretFiles(settings_cls)


class SecretFiles(PydanticBaseSettingsSource):
    """Reads `SWITCHBOARD_<NAME>_FILE`: the file's text, without white space around it."""

    def get_field_value(self, field: FieldInfo, field_name: str) -> tuple[Any, str, bool]:
        path = os.environ.get(f"{PREFIX}{field_name.upper()}_FILE")
        return (Path(path).read_text().strip() if path else None), field_name, False

    def __call__(self) -> dict[str, Any]:
        found = {
            name: self.get_field_value(field, name)[0]
            for name, field in self.settings_cls.model_fields.items()
        }
        return {name: value for name, value in found.items() if value is not None}
