"""Where the engines are: configured, run by a `switchboard up` here, or to be started."""

from switchboard.core.settings import Settings
from switchboard.engines.config import EnginesConfig, EngineUrls
from switchboard.engines.folders import running_urls


class NotConfigured(Exception):
    """A process that runs apart has to be told where the engines are."""


def engines_config(settings: Settings) -> EnginesConfig:
    """Which engines to start, by what is configured."""
    return EnginesConfig(
        data_dir=settings.data_dir.resolve(),
        database_url=settings.secret("database_url"),
        redis_url=settings.secret("redis_url"),
        chroma_url=settings.chroma_url,
    )


def engine_urls(settings: Settings) -> EngineUrls:
    """Where the engines are: as configured, or those of a `switchboard up` on this data folder.

    Raises NotConfigured, saying which settings are missing.
    """
    running = running_urls(settings.data_dir.resolve())
    database, redis = settings.secret("database_url"), settings.secret("redis_url")
    urls = {
        "SWITCHBOARD_DATABASE_URL": database or (running and running.database_url),
        "SWITCHBOARD_REDIS_URL": redis or (running and running.redis_url),
        "SWITCHBOARD_CHROMA_URL": settings.chroma_url or (running and running.chroma_url),
    }
    missing = [name for name, url in urls.items() if not url]
    if missing:
        raise NotConfigured(
            f"Set {', '.join(missing)}, or start `switchboard up`, which includes its own engines."
        )
    return EngineUrls(*[str(url) for url in urls.values()])
