#define CAF_SUITE session_store

// The store's script against a real Redis and a real Redis Cluster (P5).

#include "net/loop/event_loop.hpp"
#include "net/redis/cluster_connection.hpp"
#include "net/redis/session_store.hpp"
#include "tests/support/private_redis_cluster.hpp"

#include <caf/test/unit_test.hpp>

#include <future>

using namespace quickbooking;
using namespace std::chrono_literals;

namespace {

const customer_key customer = "+15550006001";
const std::string key = "booking:session:+15550006001";

/// Where sessions are stored.
enum class place { one_redis, cluster, wrong_master };

/// One for all tests: it takes seconds to start.
private_redis_cluster& shared_cluster() {
  static private_redis_cluster cluster;
  return cluster;
}

/// A connected store; its calls block.
struct store {
  explicit store(place where)
      : kind{where == place::one_redis ? redis_kind::single : redis_kind::cluster} {
    if (kind == redis_kind::single)
      server = std::make_unique<private_redis>();
    const auto master = server ? 0 : shared_cluster().master_of(key);
    const auto asked = where == place::wrong_master ? (master + 1) % 3 : master;
    probe = std::make_unique<redis_probe>(port_of(master));
    probe->text({"FLUSHALL"});
    redis = connect(port_of(asked));
  }

  redis_kind kind;
  std::unique_ptr<private_redis> server;
  event_loop loop;
  std::unique_ptr<redis_probe> probe;
  std::shared_ptr<redis_connection> redis;

  std::uint16_t port_of(std::size_t master) {
    return server ? server->port() : shared_cluster().node(master).port();
  }

  std::shared_ptr<redis_connection> connect(std::uint16_t port) {
    redis_address where;
    where.port = port;
    auto made = server ? redis_connection::make(loop.context(), where)
                       : make_cluster_connection(loop.context(), where, nullptr);
    std::promise<bool> up;
    made->connect(
        2s, [&](result<void> x) { up.set_value(x.has_value()); }, [](const failure&) {});
    CAF_REQUIRE(up.get_future().get());
    return made;
  }

  result<write_outcome> write(session_write what) {
    std::promise<result<write_outcome>> end;
    write_session(redis, kind, customer, std::make_shared<session_write>(std::move(what)), 2s,
                  [&](auto x) { end.set_value(std::move(x)); });
    return end.get_future().get();
  }

  std::vector<due_entry> due_by(instant now) {
    std::promise<result<std::vector<due_entry>>> end;
    std::vector<hash_slot> slots;
    if (kind == redis_kind::cluster)
      slots = {slot_of_key(key)};
    find_due_replies(*redis, slots, now, 100, 2s, [&](auto x) { end.set_value(std::move(x)); });
    return end.get_future().get().value();
  }

  stored_state load() {
    std::promise<result<stored_state>> end;
    load_session(*redis, kind, customer, 2s, [&](auto x) { end.set_value(std::move(x)); });
    auto found = end.get_future().get();
    CAF_REQUIRE(found.has_value());
    return *found;
  }
};

/// A test in one Redis, in a cluster, and in a cluster of which the wrong server is asked.
#define STORE_TEST(name)                                                                           \
  static void name##_in(store& s);                                                                 \
  CAF_TEST(name) {                                                                                 \
    for (auto where : {place::one_redis, place::cluster, place::wrong_master}) {                   \
      CAF_MESSAGE("place " << static_cast<int>(where));                                            \
      store s{where};                                                                              \
      name##_in(s);                                                                                \
    }                                                                                              \
  }                                                                                                \
  void name##_in(store& s)

std::vector<std::string> ids_of(const std::vector<due_reply>& replies) {
  std::vector<std::string> ids;
  for (auto& x : replies)
    ids.push_back(x.out_id);
  return ids;
}

/// A write of this version that follows on `expected`; the body tells which one it is.
session_write version(fence now, std::string expected, const std::string& body) {
  session_write x;
  x.version = now;
  x.expected = std::move(expected);
  x.snapshot = header_of(now) + "\"body\":\"" + body + "\"}";
  return x;
}

} // namespace

STORE_TEST(a_chain_of_writes_is_accepted_even_after_the_script_cache_was_lost) {
  CAF_CHECK(s.write(version({7, 1}, "", "a")) == write_outcome::written);
  s.probe->text({"SCRIPT", "FLUSH"});
  CAF_CHECK(s.write(version({7, 2}, header_of({7, 1}), "b")) == write_outcome::written);
  CAF_CHECK(s.load().snapshot.find("\"b\"") != std::string::npos);
}

STORE_TEST(a_repeated_write_whose_answer_was_lost_does_not_conflict_with_itself) {
  auto write = version({7, 1}, "", "a");
  write.handled = {"m1"};
  CAF_CHECK(s.write(write) == write_outcome::written);
  CAF_CHECK(s.write(write) == write_outcome::already_written);
  CAF_CHECK_EQUAL(s.load().handled.size(), 1u);
}

// A replica that had not got the last write became master and took the next one.
STORE_TEST(a_repeated_write_still_brings_the_ids_that_are_not_there) {
  auto first = version({7, 1}, "", "a");
  first.handled = {"m1"};
  s.write(first);
  auto third = version({7, 3}, header_of({7, 2}), "c");
  third.handled = {"m3"};
  CAF_CHECK(s.write(third) == write_outcome::written);
  third.handled = {"m1", "m2", "m3"};
  CAF_CHECK(s.write(third) == write_outcome::already_written);
  const auto held = s.load().handled;
  CAF_CHECK_EQUAL(held, (std::vector<std::string>{"m1", "m3", "m2"}));
  s.probe->text({"DEL", "{" + key + "}:handled"});
  CAF_CHECK(s.write(third) == write_outcome::already_written);
  CAF_CHECK_EQUAL(s.load().handled.size(), 3u);
  CAF_CHECK(s.probe->number({"TTL", "{" + key + "}:handled"}) > 80'000);
}

STORE_TEST(an_older_write_of_the_same_owner_that_arrives_late_is_refused) {
  s.write(version({7, 1}, "", "a"));
  CAF_CHECK(s.write(version({7, 3}, header_of({7, 1}), "newer")) == write_outcome::written);
  CAF_CHECK(s.write(version({7, 2}, header_of({7, 1}), "late")) == write_outcome::conflict);
  CAF_CHECK(s.load().snapshot.find("newer") != std::string::npos);
}

STORE_TEST(the_next_write_of_an_owner_is_accepted_whether_or_not_the_timed_out_one_arrived) {
  s.write(version({7, 1}, "", "a"));
  s.write(version({7, 2}, header_of({7, 1}), "arrived after all"));
  CAF_CHECK(s.write(version({7, 3}, header_of({7, 1}), "b")) == write_outcome::written);
}

STORE_TEST(a_write_of_an_owner_that_was_overtaken_is_refused) {
  s.write(version({7, 1}, "", "a"));
  CAF_CHECK(s.write(version({8, 2}, header_of({7, 1}), "new owner")) == write_outcome::written);
  CAF_CHECK(s.write(version({7, 2}, header_of({7, 1}), "stale")) == write_outcome::conflict);
  CAF_CHECK(s.write(version({7, 99}, header_of({7, 98}), "stale")) == write_outcome::conflict);
  CAF_CHECK(s.load().snapshot.find("new owner") != std::string::npos);
}

STORE_TEST(a_second_first_write_is_refused) {
  s.write(version({7, 1}, "", "first"));
  CAF_CHECK(s.write(version({8, 1}, "", "second")) == write_outcome::conflict);
}

STORE_TEST(after_the_end_of_a_conversation_its_receipt_keeps_the_fence) {
  s.write(version({7, 1}, "", "a"));
  auto end = version({7, 2}, header_of({7, 1}), "");
  end.receipt = header_of({7, 2}) + "\"body\":\"receipt\"}";
  end.snapshot.clear();
  CAF_CHECK(s.write(end) == write_outcome::written);
  CAF_CHECK_EQUAL(s.probe->number({"EXISTS", key}), 0);
  CAF_CHECK(s.write(version({6, 1}, "", "ghost")) == write_outcome::conflict);
  CAF_CHECK(s.write(version({9, 3}, header_of({7, 2}), "next")) == write_outcome::written);
}

STORE_TEST(a_session_is_written_again_to_a_redis_that_came_back_empty) {
  CAF_CHECK(s.write(version({7, 12}, header_of({7, 11}), "a")) == write_outcome::written);
}

STORE_TEST(a_changed_value_of_the_old_service_is_not_overwritten) {
  s.probe->text({"SET", key, R"({"sessionId":"s","changed":true})"});
  CAF_CHECK(s.write(version({7, 1}, R"({"sessionId":"s"})", "a")) == write_outcome::conflict);
  CAF_CHECK(s.write(version({7, 1}, R"({"sessionId":"s","changed":true})", "a"))
            == write_outcome::written);
}

STORE_TEST(a_key_of_a_wrong_type_is_an_error_of_this_session_only) {
  s.probe->text({"LPUSH", key, "x"});
  auto end = s.write(version({7, 1}, "", "a"));
  CAF_REQUIRE(!end.has_value());
  CAF_CHECK(end.error().message.find("WRONGTYPE") != std::string::npos);
  CAF_CHECK_EQUAL(s.probe->text({"TYPE", key}), "list");
}

STORE_TEST(a_write_sets_ttls_and_keeps_the_last_ids) {
  auto write = version({7, 1}, "", "a");
  write.ttl = 1200s;
  for (int i = 0; i < 300; ++i)
    write.handled.push_back("m" + std::to_string(i));
  CAF_CHECK(s.write(write) == write_outcome::written);
  auto ttl = s.probe->number({"PTTL", key});
  CAF_CHECK(ttl > 1'190'000 && ttl <= 1'200'000);
  auto found = s.load();
  CAF_CHECK_EQUAL(found.handled.size(), max_handled_ids);
  CAF_CHECK_EQUAL(found.handled.back(), "m299");
}

STORE_TEST(due_replies_are_kept_listed_and_forgotten_one_by_one) {
  const auto now = from_unix_ms(1'795'000'000'000);
  auto first = version({7, 1}, "", "a");
  first.due.push_back(due_reply{"out_1", "700", text_reply{"Hello"}, now});
  auto second = version({7, 2}, header_of({7, 1}), "b");
  second.due.push_back(
      due_reply{"out_2", "700", booking_confirmed{"17", "BK-1", "Booked"}, now + 1s});
  s.write(first);
  s.write(second);
  CAF_CHECK_EQUAL(ids_of(s.load().due), (std::vector<std::string>{"out_1", "out_2"}));
  CAF_CHECK(s.load().due.at(1).content == second.due.at(0).content);
  CAF_CHECK(s.due_by(now + due_patience - 1ms).empty());
  CAF_CHECK_EQUAL(s.due_by(now + due_patience).size(), 1u);
  CAF_CHECK_EQUAL(s.due_by(now + due_patience + 1s).size(), 2u);
  for (auto& command : forget_due_commands({customer, "out_1"}, s.kind))
    s.probe->text(command);
  CAF_CHECK_EQUAL(ids_of(s.load().due), std::vector<std::string>{"out_2"});
  CAF_CHECK(s.due_by(now + 1h) == (std::vector<due_entry>{{customer, "out_2"}}));
}

STORE_TEST(a_refused_write_leaves_no_due_reply) {
  s.write(version({8, 5}, "", "other"));
  auto stale = version({7, 1}, "", "a");
  stale.due.push_back({"out_1", "700", text_reply{"Hello"}, from_unix_ms(0)});
  CAF_CHECK(s.write(stale) == write_outcome::conflict);
  CAF_CHECK(s.load().due.empty());
}

STORE_TEST(foreign_values_among_due_replies_are_left_out) {
  s.probe->text({"HSET", due_key(customer), "out_1", "not json", "out_2", R"({"number":"7"})"});
  s.probe->text({"ZADD", list_due_command({customer, ""}, {}, s.kind)[1], "1", "nonsense"});
  CAF_CHECK(s.load().due.empty());
  CAF_CHECK(s.due_by(from_unix_ms(2)).empty());
}

CAF_TEST(the_old_services_key_is_found_and_deleted_with_the_move) {
  store s{place::one_redis};
  s.probe->text({"SET", "booking:session:15550006001", R"({"sessionId":"old"})"});
  auto found = s.load();
  CAF_CHECK(found.under_legacy_key);
  CAF_CHECK_EQUAL(found.snapshot, R"({"sessionId":"old"})");
  auto write = version({7, 1}, "", "a");
  write.moves_legacy_key = true;
  CAF_CHECK(s.write(write) == write_outcome::written);
  CAF_CHECK(eventually([&] {
    return s.probe->number({"EXISTS", "booking:session:15550006001"}) == 0;
  }));
  CAF_CHECK(!s.load().under_legacy_key);
}

CAF_TEST(a_session_on_the_way_to_another_server_is_read_whole) {
  store s{place::cluster};
  auto& cluster = shared_cluster();
  const auto slot = slot_of_key(key);
  const auto from = cluster.master_of(key);
  const auto to = (from + 1) % private_redis_cluster::masters;
  auto first = version({7, 1}, "", "a");
  first.handled = {"m1"};
  CAF_CHECK(s.write(first) == write_outcome::written);
  cluster.open_slot(slot, from, to);
  s.probe->text(
      {"MIGRATE", "127.0.0.1", std::to_string(cluster.node(to).port()), key, "0", "1000"});
  CAF_CHECK_EQUAL(s.probe->number({"EXISTS", "{" + key + "}:handled"}), 1);
  for (int i = 0; i < 2; ++i) {
    const auto found = s.load();
    CAF_CHECK_EQUAL(found.snapshot, first.snapshot);
    CAF_CHECK_EQUAL(found.handled, first.handled);
    cluster.move_keys(slot, from, to);
  }
  cluster.close_slot(slot, from, to);
  CAF_CHECK(s.write(version({7, 2}, header_of({7, 1}), "b")) == write_outcome::written);
  CAF_CHECK_EQUAL(s.load().handled.size(), 1u);
}
