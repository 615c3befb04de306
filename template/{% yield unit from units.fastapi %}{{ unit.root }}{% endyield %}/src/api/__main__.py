import errno
import os
import socket
import sys

import uvicorn

HOST = "127.0.0.1"


def port_from_environment() -> int:
    text = os.environ.get("BACKEND_PORT") or "8000"
    if not text.isdecimal() or not 0 < int(text) < 65536:
        sys.exit(f"BACKEND_PORT is not a port: {text}")
    return int(text)


def main() -> None:
    port = port_from_environment()

    # Uvicorn's own message is one of many lines, or does not name the port.
    try:
        socket.create_server((HOST, port)).close()
    except OSError as error:
        if error.errno != errno.EADDRINUSE:
            raise
        sys.exit(f"Port {port} is taken: stop what uses it, or set BACKEND_PORT to another one.")

    src = ["src"] if "--reload" in sys.argv else None
    uvicorn.run(
        "api.app:app", host=HOST, port=port, app_dir="src", reload=bool(src), reload_dirs=src
    )


if __name__ == "__main__":
    main()
