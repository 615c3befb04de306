import { HealthStatus } from "../components/HealthStatus.tsx";
import type { Request } from "../services/health.ts";

export function HealthPage({ request }: { request?: Request }) {
  return (
    <main>
      <h1>{document.title}</h1>
      <HealthStatus request={request} />
    </main>
  );
}
