import { HealthStatus } from "../components/HealthStatus.tsx";
import { metadata } from "./layout.tsx";

export default function Page() {
  return (
    <main>
      <h1>{String(metadata.title)}</h1>
      <HealthStatus />
    </main>
  );
}
