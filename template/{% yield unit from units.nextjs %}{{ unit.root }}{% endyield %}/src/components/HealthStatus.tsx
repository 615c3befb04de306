"use client";

import { useCallback, useEffect, useState } from "react";
import { isBackendUp, type Request } from "../services/health.ts";

type State = "asking" | "up" | "down";

export function HealthStatus({ request = fetch }: { request?: Request }) {
  const [state, setState] = useState<State>("asking");

  const ask = useCallback(async () => {
    setState("asking");
    setState((await isBackendUp(request)) ? "up" : "down");
  }, [request]);

  useEffect(() => {
    ask();
  }, [ask]);

  return (
    <div className="health" data-state={state}>
      <output>
        {state === "asking" && "Asking the backend…"}
        {state === "up" && "The backend is up."}
        {state === "down" && (
          <>
            The backend does not answer. Start it with <code>make dev</code>.
          </>
        )}
      </output>
      <button type="button" onClick={ask}>
        Ask again
      </button>
    </div>
  );
}
