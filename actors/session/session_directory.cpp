#include "actors/session/session_directory.hpp"

#include "actors/failure_log.hpp"
#include "actors/protocol.hpp"
#include "messages/encoding/json_text.hpp"
#include "net/redis/session_script.hpp"

#include <caf/all.hpp>
#include <nlohmann/json.hpp>

#include <memory>

namespace quickbooking {

namespace {

using json = nlohmann::ordered_json;

/// Keys of one page, where nobody asked for another size.
constexpr std::size_t page_size = 500;

/// Of a page, so many keys are read together. What is made of a key is made when its values have
/// come: a page in one turn would hold up other actors (P10).
constexpr std::size_t keys_at_once = 20;

struct key_facts {
  std::string key;
  std::string snapshot;
  std::int64_t ttl_ms = -2;         ///< as PTTL: -1 never expires, -2 is gone
  std::vector<std::string> handled; ///< message ids; only if they were asked for
};

/// What is read of the keys of a page.
enum class depth { session, saved };

using key_handler = std::function<void(const key_facts&)>;
using page_handler = std::function<void(bool available, const std::string& cursor)>;

/// What a walk over all sessions adds up.
struct walk {
  std::size_t sessions = 0;
  std::size_t without_ttl = 0;
  std::int64_t ttl_ms = 0;
  std::size_t cleared = 0;
};

json describe(const key_facts& x) {
  json out{{"customer", customer_of_session_key(x.key)}, {"ttlSeconds", x.ttl_ms / 1000}};
  auto parsed = session_from_snapshot(x.snapshot);
  if (!parsed)
    return out["error"] = parsed.error().code, out;
  auto& s = parsed->value;
  out["sessionId"] = s.session_id;
  out["salonId"] = s.salon_id;
  out["language"] = to_string(s.lang);
  out["state"] = to_string(s.state);
  out["revision"] = s.version.revision;
  if (s.last_interaction_at)
    out["lastInteractionAt"] = to_iso8601(*s.last_interaction_at);
  return out;
}

/// With what a backup keeps of it, if it is a session.
json describe(const key_facts& x, depth how) {
  auto out = describe(x);
  if (how == depth::session || out.contains("error"))
    return out;
  out["snapshot"] = x.snapshot;
  out["ttlMs"] = x.ttl_ms;
  out["handled"] = x.handled;
  return out;
}

bool is_abandoned(const key_facts& x, instant now) {
  if (x.ttl_ms != -1)
    return false;
  auto parsed = session_from_snapshot(x.snapshot);
  if (!parsed) // not ours to delete
    return false;
  auto last = parsed->value.last_interaction_at;
  return !last || now - *last >= session_ttl;
}

class session_directory : public caf::event_based_actor {
public:
  session_directory(caf::actor_config& cfg, caf::actor store, std::function<instant()> now,
                    log_ptr log)
      : caf::event_based_actor(cfg),
        store_(std::move(store)),
        now_(std::move(now)),
        log_(std::move(log)) {}

  caf::behavior make_behavior() override {
    log_failures(*this, log_);
    return {
        [this](const list_sessions& x) { list(x, make_response_promise()); },
        [this](get_statistics) { count("0", std::make_shared<walk>(), make_response_promise()); },
        [this](clear_expired) { clear("0", std::make_shared<walk>(), make_response_promise()); },
    };
  }

  const char* name() const override { return "quickbooking.directory"; }

private:
  void list(const list_sessions& x, caf::response_promise to) {
    const auto how = x.with_snapshots ? depth::saved : depth::session;
    auto rows = std::make_shared<std::string>();
    read_page(
        x.cursor.empty() ? "0" : x.cursor, x.limit, how,
        [rows, how](const key_facts& key) {
          *rows += (rows->empty() ? "" : ",") + to_text(describe(key, how));
        },
        [rows, to](bool available, const std::string& cursor) mutable {
          const auto next = cursor == "0" ? json{} : json(cursor);
          to.deliver(directory_reply{available, R"({"sessions":[)" + *rows + R"(],"cursor":)"
                                                    + to_text(next) + '}'});
        });
  }

  void count(const std::string& cursor, std::shared_ptr<walk> sum, caf::response_promise to) {
    read_page(
        cursor, page_size, depth::session,
        [sum](const key_facts& key) {
          ++sum->sessions;
          sum->without_ttl += key.ttl_ms == -1;
          sum->ttl_ms += std::max<std::int64_t>(key.ttl_ms, 0);
        },
        [=, this](bool available, const std::string& next) mutable {
          if (available && next != "0")
            return count(next, sum, to);
          auto with_ttl = sum->sessions - sum->without_ttl;
          json body{{"totalSessions", sum->sessions},
                    {"averageTTL", with_ttl ? sum->ttl_ms / 1000.0 / with_ttl : 0.0},
                    {"sessionsWithoutTTL", sum->without_ttl}};
          to.deliver(directory_reply{available, body.dump()});
        });
  }

  void clear(const std::string& cursor, std::shared_ptr<walk> sum, caf::response_promise to) {
    read_page(
        cursor, page_size, depth::session,
        [=, this](const key_facts& key) {
          if (!is_abandoned(key, now_()))
            return;
          ++sum->cleared;
          caf::anon_send(store_, command_order{{"DEL", key.key}}); // nobody waits for the answer
        },
        [=, this](bool available, const std::string& next) mutable {
          if (available && next != "0")
            return clear(next, sum, to);
          to.deliver(directory_reply{available, json{{"cleared", sum->cleared}}.dump()});
        });
  }

  // -- pages ---

  template <class Done>
  void ask(std::vector<std::string> args, Done done) {
    request(store_, std::chrono::seconds{1}, command_order{std::move(args)})
        .then(
            [done](const command_reply& x) mutable {
              done(x.available && !x.value.is_error(), x.value);
            },
            [done](const caf::error&) mutable { done(false, redis_value{}); });
  }

  void read_page(const std::string& cursor, std::size_t limit, depth how, key_handler each,
                 page_handler done) {
    ask({"SCAN", cursor, "MATCH", "booking:session:*", "COUNT", std::to_string(limit), "TYPE",
         "string"},
        [this, how, each, done](bool ok, const redis_value& x) {
          if (!ok || x.items.size() != 2)
            return done(false, "0");
          auto all = std::make_shared<page>(page{x.items[0].text, {}, how, each, done});
          for (auto& key : x.items[1].items)
            all->keys.push_back(key.text);
          read_some(all);
        });
  }

  struct page {
    std::string cursor; ///< of the next one
    std::vector<std::string> keys;
    depth how;
    key_handler each;
    page_handler done;
    std::size_t asked = 0;   ///< of the keys
    std::size_t missing = 0; ///< of those that were asked for
    bool ok = true;
  };

  /// What there is of the next keys, pipelined.
  void read_some(const std::shared_ptr<page>& all) {
    const auto end = std::min(all->asked + keys_at_once, all->keys.size());
    if (all->asked == end)
      return all->done(all->ok, all->cursor);
    all->missing = end - all->asked;
    for (; all->asked < end; ++all->asked)
      read_key(all, all->keys[all->asked]);
  }

  void read_key(const std::shared_ptr<page>& all, const std::string& name) {
    struct half_read {
      key_facts facts;
      int missing;
    };
    auto key = std::make_shared<half_read>();
    key->facts.key = name;
    key->missing = all->how == depth::saved ? 3 : 2;
    auto arrived = [this, all, key](bool ok) {
      all->ok = all->ok && ok;
      if (--key->missing == 0)
        key_arrived(all, key->facts);
    };
    ask({"GET", name}, [key, arrived](bool ok, const redis_value& x) {
      key->facts.snapshot = x.text;
      arrived(ok);
    });
    ask({"PTTL", name}, [key, arrived](bool ok, const redis_value& x) {
      key->facts.ttl_ms = x.number;
      arrived(ok);
    });
    if (all->how == depth::saved)
      ask({"LRANGE", handled_key(customer_of_session_key(name)), "0", "-1"},
          [key, arrived](bool ok, const redis_value& x) {
            for (auto& id : x.items)
              key->facts.handled.push_back(id.text);
            arrived(ok);
          });
  }

  void key_arrived(const std::shared_ptr<page>& all, const key_facts& x) {
    if (x.ttl_ms != -2)
      all->each(x);
    if (--all->missing == 0)
      read_some(all);
  }

  caf::actor store_;
  std::function<instant()> now_;
  log_ptr log_;
};

} // namespace

caf::actor spawn_session_directory(caf::actor_system& system, caf::actor store,
                                   std::function<instant()> now, log_ptr log) {
  return system.spawn<session_directory>(std::move(store), std::move(now), std::move(log));
}

} // namespace quickbooking
