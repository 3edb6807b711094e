#define CAF_SUITE cluster_view

// Hash slots, who serves them, and the answers that say so.

#include "net/redis/cluster_view.hpp"
#include "net/redis/node_registry.hpp"
#include "net/redis/redirection.hpp"
#include "net/redis/scan_cursor.hpp"
#include "net/redis/shard_plan.hpp"

#include <caf/test/unit_test.hpp>

#include <limits>
#include <set>

using namespace quickbooking;
using kind = redis_value::kind;

namespace {

redis_value text(std::string x) { return {kind::string, std::move(x), 0, {}}; }

redis_value number(std::int64_t x) { return {kind::integer, {}, x, {}}; }

redis_value list(std::vector<redis_value> items) { return {kind::array, {}, 0, std::move(items)}; }

redis_value error(std::string x) { return {kind::error, std::move(x), 0, {}}; }

redis_value server(redis_value host, std::int64_t port) {
  return list({std::move(host), number(port), text("id"), list({})});
}

redis_value range(std::int64_t first, std::int64_t last, redis_value master) {
  return list({number(first), number(last), std::move(master)});
}

const redis_value info = text("cluster_state:ok\r\ncluster_current_epoch:7\r\n");

result<cluster_view> read(std::vector<redis_value> ranges, const redis_value& facts = info) {
  return read_cluster_view({list(std::move(ranges)), facts}, {"asked.salon", 7000});
}

std::string complaint(const result<cluster_view>& x) { return x ? "" : x.error().message; }

std::string host_of(const redis_value& master) {
  const auto view = read({range(0, 1, master)});
  return view ? view->shards[0].master.host : view.error().message;
}

slot_set slots(std::size_t first, std::size_t last) {
  slot_set all;
  for (auto slot = first; slot <= last; ++slot)
    all[slot] = true;
  return all;
}

cluster_shard shard(std::uint16_t port, std::size_t first, std::size_t last) {
  return {{"a", port}, slots(first, last)};
}

using places = std::vector<std::optional<std::size_t>>;

std::string place(const std::string& reply) {
  const auto found = read_redirection(error(reply));
  return found ? std::to_string(found->slot) + " " + found->host + " " + std::to_string(found->port)
               : "nothing";
}

} // namespace

// -- slots ---

// The first two are of Redis' own documentation.
CAF_TEST(a_key_has_the_slot_that_redis_gives_it) {
  CAF_CHECK_EQUAL(slot_of_key("123456789"), 0x31c3 % slot_count);
  CAF_CHECK_EQUAL(slot_of_key("foo"), 12182);
  CAF_CHECK_EQUAL(slot_of_key(""), 0);
  CAF_CHECK_EQUAL(slot_of_key("{foo}.x"), slot_of_key("foo"));
  CAF_CHECK_EQUAL(slot_of_key("x{foo}{bar}"), slot_of_key("foo"));
  CAF_CHECK_EQUAL(slot_of_key("x{{foo}}"), slot_of_key("{foo"));
  CAF_CHECK(slot_of_key("{}foo") != slot_of_key("foo"));
  CAF_CHECK(slot_of_key("{foo") != slot_of_key("foo"));
}

CAF_TEST(a_command_goes_where_its_first_key_is) {
  const auto slot = slot_of_key("foo");
  CAF_CHECK(slot_of_command({"GET", "foo"}) == slot);
  CAF_CHECK(slot_of_command({"EVAL", "return 1", "2", "foo", "{foo}:x", "word"}) == slot);
  CAF_CHECK(slot_of_command({"EVALSHA", "abc", "1", "foo"}) == slot);
  const auto registry
      = register_command("salons", {"a", "10.0.0.1", 4000}, std::chrono::seconds{3});
  CAF_CHECK(slot_of_command(registry) == slot_of_key("{booking:cluster:salons}:leases"));
  for (auto& wrong : std::vector<std::vector<std::string>>{
           {}, {"PING"}, {"EVAL", "return 1"}, {"EVAL", "return 1", "0", "foo"}})
    CAF_CHECK(!slot_of_command(wrong));
}

CAF_TEST(each_slot_has_a_tag_of_its_own) {
  std::set<std::string> tags;
  bool fits = true;
  for (std::size_t slot = 0; slot < slot_count; ++slot) {
    const auto& tag = tag_of_slot(static_cast<hash_slot>(slot));
    fits = fits && slot_of_key("index:{" + tag + "}") == slot;
    tags.insert(tag);
  }
  CAF_CHECK(fits);
  CAF_CHECK_EQUAL(tags.size(), slot_count);
}

CAF_TEST(slots_are_told_as_ranges) {
  CAF_CHECK_EQUAL(to_text(slot_set{}), "");
  CAF_CHECK_EQUAL(to_text(~slot_set{}), "0-16383");
  CAF_CHECK_EQUAL(to_text(slots(0, 3) | slots(7, 7)), "0-3, 7");
  slot_set even;
  for (std::size_t slot = 0; slot < slot_count; slot += 2)
    even[slot] = true;
  CAF_CHECK_EQUAL(to_text(even), "0, 2, 4, 6, ...");
}

// -- views ---

CAF_TEST(a_view_has_the_shards_in_the_order_of_their_slots) {
  auto replica = list({number(5461), number(16383), server(text("::1"), 7002),
                       server(text("replica.salon"), 7003)});
  const auto view = read({replica, range(10, 5460, server(text("10.0.0.1"), 7001)),
                          range(0, 9, server(text("10.0.0.1"), 7001))});
  CAF_REQUIRE_EQUAL(complaint(view), "");
  CAF_REQUIRE_EQUAL(view->shards.size(), 2u);
  CAF_CHECK(view->shards[0] == (cluster_shard{{"10.0.0.1", 7001}, slots(0, 5460)}));
  CAF_CHECK(view->shards[1] == (cluster_shard{{"::1", 7002}, slots(5461, 16383)}));
  CAF_CHECK_EQUAL(to_text(view->shards[1].master), "[::1]:7002");
  CAF_CHECK_EQUAL(view->nodes.size(), 3u);
  CAF_CHECK_EQUAL(view->epoch, 7u);
  CAF_CHECK(view->missing().none());
}

CAF_TEST(a_host_that_is_not_announced_is_the_one_that_was_asked) {
  for (const auto& host : {redis_value{}, text("")})
    CAF_CHECK_EQUAL(host_of(server(host, 7001)), "asked.salon");
  auto nameless = list({text("?"), number(7001), text("id"), list({text("ip"), text("10.0.0.9")})});
  CAF_CHECK_EQUAL(host_of(nameless), "10.0.0.9");
}

CAF_TEST(slots_that_nobody_serves_are_known) {
  const auto view = read({range(1, 16383, server(text("a"), 7001))});
  CAF_CHECK_EQUAL(to_text(view->missing()), "0");
}

CAF_TEST(a_view_that_makes_no_sense_is_refused) {
  const auto good = server(text("a"), 1);
  for (auto& [ranges, word] : std::vector<std::pair<std::vector<redis_value>, std::string>>{
           {{}, "nobody"},
           {{text("0")}, "range"},
           {{range(-1, 5, good)}, "range"},
           {{range(0, 16384, good)}, "range"},
           {{range(5, 4, good)}, "range"},
           {{list({text("0"), text("1"), good})}, "range"},
           {{list({number(0), number(1)})}, "range"},
           {{range(0, 5, good), range(5, 9, good)}, "slot 5 is named twice"},
           {{range(0, 5, text("a"))}, "host and port"},
           {{range(0, 5, list({text("a"), text("1")}))}, "host and port"},
           {{range(0, 5, server(text("a"), 0))}, "0 is no port"},
           {{range(0, 5, server(text("a"), 65536))}, "65536 is no port"},
           {{range(0, 5, server(text("?"), 1))}, "without a host"}})
    CAF_CHECK(complaint(read(ranges)).find(word) != std::string::npos);
}

CAF_TEST(a_view_without_an_epoch_is_refused) {
  const std::vector ranges{range(0, 5, server(text("a"), 1))};
  CAF_CHECK_EQUAL(complaint(read(ranges)), "");
  for (const auto& facts : {text(""), number(7), text("cluster_current_epoch:x")})
    CAF_CHECK(complaint(read(ranges, facts)).find("epoch") != std::string::npos);
}

CAF_TEST(a_server_that_is_in_no_cluster_says_so_itself) {
  const auto refusal = error("ERR This instance has cluster support disabled");
  CAF_CHECK_EQUAL(complaint(read_cluster_view({refusal, info}, {})), refusal.text);
  CAF_CHECK(!read_cluster_view({}, {}));
}

// -- redirections ---

CAF_TEST(redirections_are_read) {
  CAF_CHECK_EQUAL(place("MOVED 3999 10.0.0.2:6381"), "3999 10.0.0.2 6381");
  CAF_CHECK_EQUAL(place("ASK 0 redis.salon:1"), "0 redis.salon 1");
  CAF_CHECK_EQUAL(place("MOVED 16383 ::1:6381"), "16383 ::1 6381");
  CAF_CHECK_EQUAL(place("MOVED 1 :6381"), "1  6381");
  CAF_CHECK(read_redirection(error("ASK 1 a:1"))->what == redirection::kind::ask);
  CAF_CHECK(read_redirection(error("MOVED 1 a:1"))->what == redirection::kind::moved);
  CAF_CHECK(!read_redirection(text("MOVED 1 a:1")));
}

CAF_TEST(what_is_no_redirection_is_none) {
  for (auto wrong :
       {"", "MOVED", "MOVED ", "MOVED 1", "MOVED 1 ", "MOVED 16384 a:1", "MOVED -1 a:1",
        "MOVED x a:1", "MOVED 1 a", "MOVED 1 a:0", "MOVED 1 a:65536", "MOVED 1 a:1 b",
        "MOVEDX 1 a:1", "moved 1 a:1", "TRYAGAIN Multiple keys", "ERR"})
    CAF_CHECK_EQUAL(place(wrong), "nothing");
}

// -- shards over time ---

CAF_TEST(a_shard_goes_on_as_the_one_with_its_master_or_with_most_of_its_slots) {
  const std::vector before{shard(1, 0, 99), shard(2, 100, 199), shard(3, 200, 299)};
  CAF_CHECK(predecessors(before, before) == (places{0, 1, 2}));
  CAF_CHECK(predecessors({}, before) == places(3));
  const std::vector failed_over{shard(9, 0, 99), shard(2, 100, 199), shard(3, 200, 299)};
  CAF_CHECK(predecessors(before, failed_over) == (places{0, 1, 2}));
  const std::vector grown{shard(1, 0, 49), shard(4, 50, 99), shard(2, 100, 199),
                          shard(3, 200, 299)};
  CAF_CHECK(predecessors(before, grown) == (places{0, std::nullopt, 1, 2}));
  const std::vector split{shard(8, 0, 29), shard(9, 30, 99)};
  CAF_CHECK(predecessors({shard(1, 0, 99)}, split) == (places{0, std::nullopt}));
}

CAF_TEST(a_table_knows_whose_a_slot_is) {
  const slot_table table{{shard(1, 0, 99), shard(2, 100, 16382)}};
  CAF_CHECK(table.find(99) == 0u);
  CAF_CHECK(table.find(100) == 1u);
  CAF_CHECK(!table.find(16383));
  CAF_CHECK(!slot_table{}.find(0));
}

// -- cursors ---

CAF_TEST(a_walk_goes_through_all_shards_and_ends) {
  const std::vector shards{shard(1, 0, 99), shard(2, 100, 199), shard(3, 200, 16383)};
  CAF_CHECK(after_page(shards, 0, 17) == (scan_cursor{0, 17}));
  CAF_CHECK(after_page(shards, 0, 0) == (scan_cursor{100, 0}));
  CAF_CHECK(after_page(shards, 1, 5) == (scan_cursor{100, 5}));
  CAF_CHECK(after_page(shards, 2, 0) == scan_cursor{});
  CAF_CHECK_EQUAL(to_text(scan_cursor{}), "0");
}

CAF_TEST(a_cursor_is_a_number_that_is_read_back) {
  for (auto cursor : {scan_cursor{}, scan_cursor{100, 0}, scan_cursor{0, 17},
                      scan_cursor{16383, (1ull << 49) - 1}})
    CAF_CHECK(read_scan_cursor(to_text(cursor).value()) == cursor);
  for (auto wrong : {"", "x", "-1", "1x", " 1", "18446744073709551616"})
    CAF_CHECK(!read_scan_cursor(wrong));
  CAF_CHECK(!to_text(scan_cursor{0, std::numeric_limits<std::uint64_t>::max() / 2}));
}
