/** Prints the adapter that Dawn finds with this process's Vulkan driver as JSON; exits with 1 without one. */
import { create } from 'webgpu';

const adapter = await create([]).requestAdapter({ powerPreference: 'high-performance' });
if (adapter) {
  const { vendor, architecture, device, description } = adapter.info;
  console.log(JSON.stringify({ vendor, architecture, device, description, features: [...adapter.features] }));
}
// A driver may keep threads running.
process.exit(adapter ? 0 : 1);
