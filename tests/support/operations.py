"""Every operation of the API as OpenAPI describes it, and a request that each would accept."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from fastapi import FastAPI

_BY_NAME: dict[str, Any] = {
    "email": "somebody@example.com",
    "current": "correct horse battery staple",
    "new": "another horse battery staple",
    "widget_key": "wk_nobody",
    "until": "2099-01-01T00:00:00Z",
    "role": "viewer",
    "url": "https://example.com/help",
    "language": "en",
    "default_language": "en",
    "languages": ["en"],
    "time_zone": "Europe/Berlin",
    "start": "22:00:00",
    "end": "07:00:00",
}


@dataclass(frozen=True)
class Operation:
    """One method of one path, with its description."""

    method: str
    path: str
    described: Mapping[str, Any]
    schemas: Mapping[str, Any]

    @property
    def name(self) -> str:
        """How it is called in a report."""
        return f"{self.method} {self.path}"

    @property
    def staff_only(self) -> bool:
        """Whether it asks for a member's credential."""
        return "security" in self.described

    @property
    def writes(self) -> bool:
        """Whether it may change something."""
        return self.method != "GET"

    @property
    def path_parameters(self) -> list[str]:
        """The names of the ids in its path."""
        return [p["name"] for p in self.described.get("parameters", []) if p["in"] == "path"]

    @property
    def query_parameters(self) -> dict[str, Mapping[str, Any]]:
        """Its query parameters and their schemas."""
        listed = self.described.get("parameters", [])
        return {p["name"]: p["schema"] for p in listed if p["in"] == "query"}

    @property
    def body_schema(self) -> Mapping[str, Any] | None:
        """The schema of its JSON body, if it takes one."""
        content = self.described.get("requestBody", {}).get("content", {})
        schema = content.get("application/json", {}).get("schema")
        return None if schema is None else self.resolved(schema)

    def url(self, ids: Mapping[str, Any] | None = None) -> str:
        """Its path with ids put in; what is missing is an id that nobody has."""
        url = self.path
        for name in self.path_parameters:
            url = url.replace(f"{{{name}}}", str((ids or {}).get(name, _nobody(name))))
        return url

    def body(self) -> Any:
        """A body that fits the schema, with all that it names; None when there is none."""
        schema = self.body_schema
        return None if schema is None else self._example("", schema)

    def resolved(self, schema: Mapping[str, Any]) -> Mapping[str, Any]:
        """The schema that is meant, without references and without the choice of null."""
        while True:
            if "$ref" in schema:
                schema = self.schemas[schema["$ref"].rpartition("/")[2]]
            elif "anyOf" in schema:
                schema = next(s for s in schema["anyOf"] if s.get("type") != "null")
            else:
                return schema

    def _example(self, name: str, schema: Mapping[str, Any]) -> Any:
        schema = self.resolved(schema)
        if name in _BY_NAME:
            return _BY_NAME[name]
        if "const" in schema or "enum" in schema:
            return schema.get("const") or schema["enum"][0]
        match schema.get("type"):
            case "object" | None:
                properties = schema.get("properties", {})
                return {key: self._example(key, each) for key, each in properties.items()}
            case "array":
                return []
            case "integer" | "number":
                return schema.get("minimum", 1)
            case "boolean":
                return True
            case _:
                return None if schema.get("format") else f"text{uuid4().hex[:12]}"


def operations(app: FastAPI) -> Iterator[Operation]:
    """Every operation that OpenAPI lists."""
    api = app.openapi()
    schemas = api.get("components", {}).get("schemas", {})
    for path, methods in api["paths"].items():
        for method, described in methods.items():
            yield Operation(method.upper(), path, described, schemas)


def _nobody(name: str) -> str:
    return "4711471147" if name == "job_id" else "nobody_01k00000000000000000000000"
