#include "actors/store/store_in_memory.hpp"

#include "actors/cores/memory_sessions.hpp"
#include "actors/failure_log.hpp"
#include "actors/protocol.hpp"
#include "net/redis/due_commands.hpp"
#include "net/redis/session_script.hpp"

#include <caf/all.hpp>

#include <utility>

namespace quickbooking {

namespace {

redis_value text(std::string x) {
  redis_value out;
  out.what = redis_value::kind::string;
  out.text = std::move(x);
  return out;
}

redis_value number(std::int64_t x) {
  redis_value out;
  out.what = redis_value::kind::integer;
  out.number = x;
  return out;
}

redis_value list(std::vector<redis_value> items) {
  redis_value out;
  out.what = redis_value::kind::array;
  out.items = std::move(items);
  return out;
}

/// Whose key it is: of a session, or of what stands beside it.
customer_key customer_of(std::string_view key) {
  if (key.starts_with('{'))
    key = key.substr(1, key.find('}') - 1);
  return customer_of_session_key(key);
}

class store_in_memory : public caf::event_based_actor {
public:
  store_in_memory(caf::actor_config& cfg, std::function<instant()> now, log_ptr log)
      : caf::event_based_actor{cfg},
        now_{std::move(now)},
        log_{std::move(log)},
        since_{now_()} {}

  caf::behavior make_behavior() override {
    log_failures(*this, log_);
    return {
        [this](const load_order& x) {
          return load_reply{true, all_.load(x.customer, now_())};
        },
        [this](const write_order& x) {
          return write_reply{true, all_.write(x.customer, *x.what, now_()), false};
        },
        [this](const command_order& x) {
          return command_reply{true, obey(x.args)};
        },
        [](const find_due&) {
          return due_found{true, {}};
        },
        [this](const session_dirty& x) { send(x.owner, flush_session{}); },
        [](const session_clean&) {},
        [this](const watch_store& x) { send(x.watcher, store_replaced{}); },
        [this](const watch_health& x) { send(x.watcher, store_changed{}); },
        [this](get_store_health) {
          return store_health{"ok", "", since_, 0};
        },
    };
  }

  const char* name() const override { return "quickbooking.store_in_memory"; }

private:
  redis_value obey(const std::vector<std::string>& args) {
    const auto& verb = args.at(0);
    if (verb == "SCAN")
      return scan();
    const auto who = customer_of(args.at(1));
    if (verb == "DEL")
      return all_.remove(who), number(1);
    if (verb == "HDEL")
      return number(all_.forget_due(who, args.at(2)));
    if (verb == "ZREM")
      return number(1);
    return read(verb, all_.find(who, now_()));
  }

  static redis_value read(const std::string& verb, const std::optional<kept_session>& x) {
    if (verb == "PTTL")
      return number(x ? x->ttl.count() : -2);
    if (!x)
      return {};
    if (verb == "GET")
      return text(x->snapshot);
    std::vector<redis_value> ids;
    for (auto& id : x->handled)
      ids.push_back(text(id));
    return list(std::move(ids));
  }

  redis_value scan() {
    std::vector<redis_value> keys;
    for (auto& who : all_.customers(now_()))
      keys.push_back(text(session_key(who)));
    return list({text("0"), list(std::move(keys))});
  }

  std::function<instant()> now_;
  log_ptr log_;
  instant since_;
  memory_sessions all_;
};

} // namespace

caf::actor spawn_store_in_memory(caf::actor_system& system, std::function<instant()> now,
                                 log_ptr log) {
  return system.spawn<store_in_memory>(std::move(now), std::move(log));
}

} // namespace quickbooking
