// A device reaches the API by the address of the computer that runs it.
const api = process.env.EXPO_PUBLIC_API_URL ?? "http://127.0.0.1:8000";

export async function getHealth(): Promise<string> {
  const response = await fetch(`${api}/health`);
  if (!response.ok) throw new Error(`GET /health: ${response.status}`);

  const { status } = (await response.json()) as { status: string };
  return status;
}
