#include "bench/measure/idle.hpp"

#include "bench/measure/process_figures.hpp"

#include <thread>

namespace quickbooking {

idle_row measure_idle(const bench_settings& settings) {
  settings.say("idle");
  const bench_node node{settings.files};
  const std::chrono::duration<double> length{settings.idle_seconds};
  std::this_thread::sleep_for(length / 2); // what a start leaves behind
  const auto before = cpu_seconds(node.pid());
  std::this_thread::sleep_for(length);
  const auto used = cpu_seconds(node.pid()) - before;
  return {length.count(), used / length.count() * 100, resident_bytes(node.pid())};
}

} // namespace quickbooking
