import { createApp } from "./api/app.ts";

const host = "127.0.0.1";
const port = Number(process.env.BACKEND_PORT || 8000);

if (!Number.isInteger(port) || port < 1 || port > 65535) {
  console.error(`BACKEND_PORT is not a port: ${process.env.BACKEND_PORT}`);
  process.exit(1);
}

createApp().listen(port, host, (error) => {
  if (error) {
    const taken = "code" in error && error.code === "EADDRINUSE";
    console.error(
      taken
        ? `Port ${port} is taken: stop what uses it, or set BACKEND_PORT to another one.`
        : error.message,
    );
    process.exit(1);
  }
  console.log(`Listening on http://${host}:${port}`);
});
