import { HealthScreen } from "./screens/HealthScreen.tsx";

export function App() {
  return <HealthScreen />;
}
