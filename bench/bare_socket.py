"""What a product's socket is compared with: Starlette, and a socket that says welcome.

Run by `bench.sockets`: python -m bench.bare_socket PORT
"""

import sys

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route, WebSocketRoute
from starlette.websockets import WebSocket


async def greet(socket: WebSocket) -> None:
    """Welcome whoever says hello, and listen until they go."""
    await socket.accept()
    await socket.receive_text()
    await socket.send_json({"type": "welcome"})
    async for _frame in socket.iter_text():
        pass


async def ready(_request: Request) -> Response:
    """Say that it serves."""
    return JSONResponse({"status": "ready"})


def main(port: str) -> None:
    """Serve with uvicorn as the product does."""
    app = Starlette(routes=[WebSocketRoute("/ws/widget", greet), Route("/readyz", ready)])
    uvicorn.run(
        app,
        host="127.0.0.1",
        port=int(port),
        log_config=None,
        access_log=False,
        ws_per_message_deflate=False,
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
