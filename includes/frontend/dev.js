import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { createInterface } from "node:readline";

const servers = [
{% for server in project.servers %}
  {
    name: {{ server.name | quoted }},
    cwd: {{ (unit.to_root ~ server.root if server.root != unit.root else ".") | quoted }},
    command: {{ server.watch[0] | quoted }},
    options: {{ server.options }},
    env: {
{%- for name, value in server.env %} {{ name }}: {{ value | quoted }}{{ "," if not loop.last else " " }}{% endfor %}},
    variable: {{ server.variable | quoted }},
    usual: "{{ server.port }}",
    reads: {{ server.reads | quoted }},
  },
{% endfor %}
];

/** @type {import("node:child_process").ChildProcess[]} */
const running = [];
let stopping = false;

/** @param {NodeJS.Signals} signal */
function kill(signal) {
  for (const { pid } of running) {
    try {
      // Each server is a process group: what it started itself stops with it.
      if (pid) process.kill(-pid, signal);
    } catch {
      // It has ended already.
    }
  }
}

/** @param {number} status */
function stop(status) {
  if (stopping) return;
  stopping = true;
  process.exitCode = status;
  kill("SIGTERM");
  // A server may wait for an open connection to end.
  setTimeout(() => kill("SIGKILL"), 3000).unref();
}

for (const { variable, usual } of servers) {
  const port = process.env[variable] || usual;
  process.env[variable] = port;

  try {
    const probe = createServer();
    await once(probe.listen(Number(port), "127.0.0.1"), "listening");
    probe.close();
  } catch (error) {
    const taken = error instanceof Error && "code" in error && error.code === "EADDRINUSE";
    const reason = taken ? "is taken: stop what uses it, or" : "cannot be used:";
    console.error(`Port ${port} ${reason} set ${variable} to another one.`);
    process.exit(1);
  }
}

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => stop(0));

const width = Math.max(...servers.map(({ name }) => name.length));

for (const { name, cwd, command, options, env, variable, reads } of servers) {
  const server = spawn(command, options, {
    cwd,
    detached: true,
    env: { ...process.env, ...env, [reads]: process.env[variable] },
    stdio: ["ignore", "pipe", "pipe"],
  });
  running.push(server);

  for (const input of [server.stdout, server.stderr]) {
    createInterface({ input }).on("line", (line) => {
      console.log(`${name.padEnd(width)} | ${line}`);
    });
  }
  server.on("error", (error) => {
    console.error(`The ${name} does not start: ${error.message}`);
    stop(1);
  });
  server.on("exit", () => {
    if (!stopping) console.error(`The ${name} has stopped, so the rest stops too.`);
    stop(1);
  });
}
