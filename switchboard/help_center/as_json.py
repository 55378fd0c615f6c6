"""Converts what was read to the schemas of the API."""

from collections.abc import Sequence

from switchboard.documents.rendering import Rendered, excerpt
from switchboard.help_center import schemas
from switchboard.help_center.addresses import HelpAddress
from switchboard.help_center.models import HelpCenter
from switchboard.help_center.queries import ArticlePage, Brief
from switchboard.help_center.service import Center
from switchboard.help_center.site import title_of


def about(
    center: Center, languages: Sequence[str], language: str, base: str
) -> schemas.PublicHelpCenter:
    """A help center as everyone may see it. `base` is our own address."""
    settings, address = center.settings, HelpAddress(center.slug)
    return schemas.PublicHelpCenter(
        slug=center.slug,
        name=center.name,
        title=title_of(center, language),
        tagline=center.tagline(language),
        languages=list(languages),
        language=language,
        color=settings.color,
        logo_url=base + address.picture(center.logo) if center.logo else None,
        home_url=settings.home_url,
        links=settings.links,
        url=address.home,
    )


def brief(found: Brief, address: HelpAddress) -> schemas.HelpBrief:
    """An article in a list."""
    return schemas.HelpBrief(
        id=found.id,
        slug=found.slug,
        language=found.language,
        title=found.title,
        category=found.category,
        excerpt=excerpt(found.beginning) if found.beginning else "",
        url=address.article(found.language, found.slug),
    )


def article(reading: ArticlePage, shown: Rendered, address: HelpAddress) -> schemas.HelpArticle:
    """An article with its Markdown and as HTML."""
    row = reading.article
    body = row.body or row.approved_answer or ""
    return schemas.HelpArticle(
        id=row.id,
        slug=row.slug,
        language=row.language,
        title=row.title,
        category=row.category,
        excerpt=shown.excerpt,
        url=address.of(row),
        body=body,
        html=shown.html,
        updated_at=row.updated_at,
        translations=[
            schemas.HelpTranslation(
                language=other.language,
                slug=other.slug,
                title=other.title,
                url=address.article(other.language, other.slug),
            )
            for other in reading.translations
        ],
    )


def settings(center: HelpCenter) -> schemas.HelpCenter:
    """The settings of a help center."""
    return schemas.HelpCenter(
        **schemas.HelpSettings.model_validate(center.settings).model_dump(),
        enabled=center.enabled,
        slug=center.slug,
        url=HelpAddress(center.slug).home,
    )
