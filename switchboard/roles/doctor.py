"""`switchboard doctor`: what is missing, and how to mend it, in plain words."""

import json
from dataclasses import asdict

from switchboard.core.settings import Settings
from switchboard.engines import Finding, check
from switchboard.llm import ModelUnavailable
from switchboard.llm.built_in import BUILT_IN, load_built_in
from switchboard.roles.up import engines_config, say


async def doctor(settings: Settings, *, as_json: bool) -> bool:
    """Print what was found; True when nothing is missing."""
    findings = [
        *await check(engines_config(settings), port=settings.port, host=settings.host),
        _front_ends(settings),
        _embeddings(settings),
        _language_model(settings),
    ]
    if as_json:
        say(json.dumps([asdict(finding) for finding in findings], indent=2))
    else:
        for finding in findings:
            _say(finding)
    return all(finding.ok for finding in findings)


def _front_ends(settings: Settings) -> Finding:
    pages = ("apps/console/out/index.html", "apps/widget/dist/widget.js")
    missing = [page for page in pages if not (settings.web_dir / page).is_file()]
    return Finding(
        "Front ends",
        ok=not missing,
        detail=f"not built: {', '.join(missing)}" if missing else f"built, in {settings.web_dir}",
        remedy="Run `make web`.",
    )


def _embeddings(settings: Settings) -> Finding:
    name = "Embedding model"
    chosen = settings.model_embedding
    if chosen and chosen not in BUILT_IN:
        return Finding(name, ok=True, detail=f"{chosen}, the provider's")
    try:
        model = load_built_in(chosen)
    except ModelUnavailable as error:
        return Finding(name, ok=False, detail=str(error), remedy="Run `make setup`.")
    model.close()
    detail = f"{model.name}, on this machine"
    first = next(iter(BUILT_IN))
    if not chosen and model.name != first:
        detail += f", because {first} is not installed"
    return Finding(name, ok=True, detail=detail)


def _language_model(settings: Settings) -> Finding:
    """Not having one is fine: then answers are quoted from the articles."""
    configured = settings.openai_api_key or settings.openai_base_url
    detail = (
        f"asked at {settings.openai_base_url or 'OpenAI'}"
        if configured
        else "none; answers are quoted from the articles (set OPENAI_API_KEY to change that)"
    )
    return Finding("Language model", ok=True, detail=detail)


def _say(finding: Finding) -> None:
    say(f"{'ok     ' if finding.ok else 'MISSING'}  {finding.name}: {finding.detail}")
    if not finding.ok:
        say(f"         {finding.remedy}")
