#include "tests/faults/one_redis.hpp"

#include "tests/faults/append_files.hpp"
#include "tests/faults/append_log.hpp"
#include "tests/support/redis_probe.hpp"

#include <filesystem>

namespace quickbooking::faults {

std::vector<std::string> keeps_all() {
  return {"--appendonly",
          "yes",
          "--appendfsync",
          "always",
          "--aof-use-rdb-preamble",
          "no",
          "--auto-aof-rewrite-percentage",
          "0",
          "--aof-disable-auto-gc",
          "yes"};
}

std::string folder_of(const private_redis& x) {
  return std::filesystem::path{x.unix_path()}.parent_path().string();
}

nlohmann::json one_redis::node_config() const {
  return {{"host", "127.0.0.1"}, {"port", proxy_.port()}};
}

void one_redis::act(const fault& x, bool begins) {
  switch (x.what) {
  case fault_kind::redis_killed:
    return begins ? server_.kill() : server_.restart();
  case fault_kind::redis_stopped:
    return begins ? server_.freeze() : server_.thaw();
  case fault_kind::redis_delayed:
    return begins ? proxy_.delay(std::chrono::milliseconds{x.amount}) : proxy_.pass();
  case fault_kind::redis_trickled:
    return begins ? proxy_.trickle() : proxy_.pass();
  case fault_kind::redis_frozen:
    return begins ? proxy_.freeze() : proxy_.pass();
  case fault_kind::redis_cut:
    return begins ? proxy_.cut() : proxy_.pass();
  case fault_kind::redis_reply_cut:
    return begins ? proxy_.cut_next_reply() : proxy_.pass();
  case fault_kind::redis_refused:
    proxy_.refuse();
    return begins ? proxy_.cut() : proxy_.pass();
  case fault_kind::redis_full:
    return set_memory(begins ? "1" : "0");
  case fault_kind::scripts_flushed:
    if (begins)
      redis_probe{port()}.text({"SCRIPT", "FLUSH"});
    return;
  default:
    return;
  }
}

void one_redis::set_memory(const char* limit) {
  redis_probe{port()}.text({"CONFIG", "SET", "maxmemory", limit});
}

void one_redis::collect(run_history& into) {
  auto stored = stored_writes(read_append_log(all_writes(folder_of(server_))));
  for (auto& each : into.phones)
    each.stored = std::move(stored[each.phone]);
}

} // namespace quickbooking::faults
