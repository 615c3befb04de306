export type Request = (path: string) => Promise<Response>;

export async function isBackendUp(request: Request): Promise<boolean> {
  try {
    const response = await request("/health");
    return response.ok && (await response.json()).status === "ok";
  } catch {
    return false;
  }
}
