"""What accepting messages is compared with: a bare FastAPI application and one row inserted.

Run by `bench.accept`: python -m bench.bare PORT DATABASE_URL POOL_SIZE
"""

import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import asyncpg
import uvicorn
from fastapi import FastAPI
from pydantic import BaseModel

TABLE = "bench_bare_messages"


class Message(BaseModel):
    """The same body that the web chat takes."""

    id: str
    text: str


def create_app(database_url: str, pool_size: int) -> FastAPI:
    """The application; its pool is as large as the product's."""

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        async with asyncpg.create_pool(
            database_url, min_size=pool_size, max_size=pool_size
        ) as made:
            app.state.pool = made
            yield

    app = FastAPI(lifespan=lifespan)

    @app.get("/readyz")
    async def ready() -> dict[str, str]:
        return {"status": "ready"}

    @app.post("/messages", status_code=201)
    async def write(message: Message) -> Message:
        await app.state.pool.execute(
            f"INSERT INTO {TABLE} (id, text) VALUES ($1, $2)", message.id, message.text
        )
        return message

    return app


def main(port: str, database_url: str, pool_size: str) -> None:
    """Serve with uvicorn as the product does."""
    app = create_app(database_url, int(pool_size))
    uvicorn.run(app, host="127.0.0.1", port=int(port), log_config=None, access_log=False)


if __name__ == "__main__":
    main(*sys.argv[1:])
