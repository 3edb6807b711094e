#define CAF_SUITE redis_cluster_shards

// What concerns one shard of a Redis Cluster, and what goes over all of them.

#include "load/meta/meta_stand_in.hpp"
#include "net/redis/hash_slot.hpp"
#include "tests/end_to_end/cluster_crowd.hpp"
#include "tests/end_to_end/failing_redis.hpp"
#include "tests/support/certificate_authority.hpp"

#include <caf/test/unit_test.hpp>

#include <set>

using namespace quickbooking;
using namespace std::chrono_literals;
using nlohmann::json;

namespace {

std::string key_of(const std::string& phone) { return "booking:session:" + phone; }

struct salon_on_cluster {
  private_redis_cluster redis;
  std::unique_ptr<node_process> node;

  explicit salon_on_cluster(const private_redis_cluster::options& how = {},
                            const json& extra = json::object())
      : redis{how} {
    start(extra);
    CAF_REQUIRE(becomes(url(), "ok"));
  }

  void start(const json& extra) {
    auto config = on_cluster({redis.addresses()[0], redis.addresses()[1], redis.addresses()[2]});
    config.merge_patch(extra);
    node = start_node(0, config);
  }

  const std::string& url() {
    url_ = node->url();
    return url_;
  }

  /// A phone whose session is on this master, another one each time.
  std::string phone_at(std::size_t place) {
    for (;;) {
      const auto phone = "+1555002" + std::to_string(1000 + next_++);
      if (redis.master_of(key_of(phone)) == place)
        return phone;
    }
  }

  bool says(const std::string& phone, const std::string& text = "Haircut tomorrow 3pm") {
    const auto said = api_customer{url(), phone}.says(text);
    return said.status == 200 && !said.options().empty();
  }

  /// The revision of what Redis holds; 0 if it cannot be asked.
  int revision(const std::string& phone) {
    try {
      auto probe = redis.probe_of(key_of(phone));
      return revision_of(probe, phone.substr(1));
    } catch (const std::runtime_error&) {
      return 0;
    }
  }

  std::string reason() { return get(url(), "/readyz").body["redis"].value("reason", ""); }

  double degraded_shards() { return metric(url(), "quickbooking_degraded"); }

private:
  int next_ = 0;
  std::string url_;
};

} // namespace

// -- a shard is away ---

CAF_TEST(a_shard_that_is_gone_degrades_its_own_customers_only) {
  salon_on_cluster s;
  const auto affected = s.phone_at(0);
  const auto other = s.phone_at(1);
  CAF_CHECK(s.says(affected));
  CAF_CHECK(s.says(other));
  s.redis.node(3).kill();
  s.redis.node(0).kill();
  CAF_CHECK(becomes(s.url(), "degraded"));
  const auto reason = s.reason();
  CAF_CHECK(reason.find("slots 0-5460: ") != std::string::npos);
  CAF_CHECK(reason.find(s.redis.addresses()[0]) != std::string::npos);
  CAF_CHECK_EQUAL(s.degraded_shards(), 1);
  CAF_CHECK(s.says(other, "Massage tomorrow"));
  CAF_CHECK_EQUAL(turns_without_redis(s.url()), 0);
  CAF_CHECK(s.says(affected, "Massage tomorrow"));
  CAF_CHECK_EQUAL(turns_without_redis(s.url()), 1);
  CAF_CHECK_EQUAL(s.revision(other), 2);
  CAF_CHECK(eventually([&] { return metric(s.url(), "quickbooking_dirty_sessions") == 1; }));
  const auto calm = s.phone_at(0);
  CAF_CHECK(s.says(calm));
  s.redis.node(0).restart();
  CAF_CHECK(becomes(s.url(), "ok"));
  CAF_CHECK(eventually([&] { return s.revision(affected) == 2 && s.revision(calm) == 1; }));
  CAF_CHECK_EQUAL(s.degraded_shards(), 0);
  CAF_CHECK(eventually([&] { return metric(s.url(), "quickbooking_dirty_sessions") == 0; }));
}

CAF_TEST(a_master_that_comes_back_empty_gets_the_sessions_of_its_slots_again) {
  salon_on_cluster s;
  const auto affected = s.phone_at(0);
  CAF_CHECK(s.says(affected));
  s.redis.node(3).kill();
  s.redis.node(0).kill();
  CAF_CHECK(becomes(s.url(), "degraded"));
  s.redis.node(0).restart();
  CAF_CHECK(eventually([&] { return s.revision(affected) == 1; }));
}

CAF_TEST(nobody_waits_longer_than_the_limit_for_a_hung_master) {
  salon_on_cluster s;
  const auto affected = s.phone_at(0);
  const auto other = s.phone_at(2);
  CAF_CHECK(s.says(affected) && s.says(other));
  std::vector<std::string> unknown;
  for (int i = 0; i < 40; ++i)
    unknown.push_back(s.phone_at(0));
  s.redis.node(3).kill(); // nobody takes over
  s.redis.node(0).freeze();
  std::chrono::milliseconds longest{0};
  for (auto& stranger : unknown)
    for (auto& phone : {affected, other, stranger}) {
      const auto begin = std::chrono::steady_clock::now();
      CAF_CHECK(s.says(phone));
      longest = std::max(longest, std::chrono::duration_cast<std::chrono::milliseconds>(
                                      std::chrono::steady_clock::now() - begin));
    }
  CAF_MESSAGE("longest wait " << longest.count() << " ms");
  CAF_CHECK(longest <= 200ms); // 100 ms, and what a loaded machine adds
  s.redis.node(0).thaw();
  CAF_CHECK(becomes(s.url(), "ok"));
  CAF_CHECK(eventually([&] { return s.revision(affected) == 41; }));
}

CAF_TEST(a_node_starts_while_a_shard_and_its_seed_are_gone) {
  salon_on_cluster s;
  s.redis.node(3).kill();
  s.redis.node(0).kill();
  s.start(json::object());
  const auto other = s.phone_at(1);
  CAF_CHECK(s.says(other));
  CAF_CHECK_EQUAL(s.revision(other), 1);
  CAF_CHECK(s.says(s.phone_at(0)));
  CAF_CHECK_EQUAL(s.degraded_shards(), 1);
}

CAF_TEST(a_planned_failover_is_followed) {
  salon_on_cluster s;
  const auto affected = s.phone_at(0);
  CAF_CHECK(s.says(affected));
  s.redis.probe(3).text({"CLUSTER", "FAILOVER"});
  CAF_CHECK(eventually([&] {
    CAF_CHECK(s.says(affected));
    return s.redis.master_of(key_of(affected), 1) == 3;
  }));
  CAF_CHECK(becomes(s.url(), "ok"));
  CAF_CHECK(s.says(affected));
  CAF_CHECK(eventually([&] {
    const auto shown = get(s.url(), "/v1/sessions/%2B" + affected.substr(1)).body;
    return shown["session"].value("revision", -1) == s.revision(affected);
  }));
}

// -- over all shards ---

CAF_TEST(sessions_of_all_shards_are_listed_counted_and_cleared) {
  salon_on_cluster s;
  std::set<std::string> phones;
  for (std::size_t place = 0; place < 3; ++place)
    for (int i = 0; i < 4; ++i)
      phones.insert(s.phone_at(place));
  for (auto& phone : phones)
    CAF_CHECK(s.says(phone));
  std::set<std::string> listed;
  std::string cursor;
  do {
    auto page = get(s.url(), "/v1/sessions?limit=3&cursor=" + cursor);
    CAF_REQUIRE_EQUAL(page.status, 200);
    for (auto& x : page.body["sessions"])
      listed.insert(x["customer"]);
    cursor = page.body["cursor"].is_string() ? page.body["cursor"].get<std::string>() : "";
  } while (!cursor.empty());
  CAF_CHECK(listed == phones);
  const auto statistics = get(s.url(), "/v1/sessions/statistics").body;
  CAF_CHECK_EQUAL(statistics.value("totalSessions", 0), 12);
  for (auto wrong : {"x", "-1", "99999999999999999999999"})
    CAF_CHECK_EQUAL(get(s.url(), std::string{"/v1/sessions?cursor="} + wrong).status, 400);
  CAF_CHECK_EQUAL(get(s.url(), "/v1/sessions?cursor=18446744073709551615").status, 200);
}

CAF_TEST(a_session_of_the_old_service_is_found_on_another_shard_and_moved) {
  salon_on_cluster s;
  std::ifstream file{QUICKBOOKING_TEST_DATA "/legacy-sessions/b1-slot-selection.json"};
  auto value = json::parse(json::parse(file)["value"].get<std::string>());
  std::string phone;
  do
    phone = s.phone_at(0);
  while (s.redis.master_of(key_of(phone.substr(1))) == 0);
  const auto old_key = key_of(phone.substr(1));
  value["customerPhone"] = phone.substr(1);
  s.redis.probe_of(old_key).text({"SET", old_key, value.dump(), "EX", "1800"});
  CAF_CHECK(s.says(phone));
  const auto held = s.redis.probe_of(key_of(phone)).text({"GET", key_of(phone)});
  CAF_CHECK(held.find(value["sessionId"].get<std::string>()) != std::string::npos);
  CAF_CHECK(eventually([&] { return s.redis.probe_of(old_key).number({"EXISTS", old_key}) == 0; }));
  CAF_CHECK_EQUAL(metric(s.url(), R"(quickbooking_store_redirects_total{kind="moved"})"), 0);
}

CAF_TEST(P4_a_reply_that_was_due_at_a_crash_arrives_from_each_shard) {
  meta_stand_in meta{
      {{{std::string{demo_number}, "15559990000", "1", "900", "test-graph-token", 80}},
       {std::string{app_secret}},
       0}};
  salon_on_cluster s{{}, {{"graph", {{"baseUrl", meta.url()}}}}};
  meta.service().set_webhook(s.url() + "/webhook");
  meta_fault fault;
  fault.times = 1000;
  fault.hang = true;
  meta.service().add_fault(fault);
  std::vector<std::string> phones;
  for (std::size_t place = 0; place < 3; ++place)
    phones.push_back(s.phone_at(place));
  const auto due_key = [](auto& phone) { return "{" + key_of(phone) + "}:replies"; };
  for (auto& phone : phones) {
    const json text{{"type", "text"}, {"text", {{"body", "Haircut tomorrow 3pm"}}}};
    CAF_REQUIRE(meta.service().act({std::string{demo_number}, phone, "Noa", text, 1}));
    CAF_REQUIRE(eventually([&] {
      return s.redis.probe_of(due_key(phone)).number({"HLEN", due_key(phone)}) == 1;
    }));
  }
  s.node->kill();
  meta.service().clear_faults();
  s.node->start();
  meta.service().set_webhook(s.url() + "/webhook");
  for (auto& phone : phones) {
    CAF_CHECK(eventually(
        [&] {
          return s.redis.probe_of(due_key(phone)).number({"EXISTS", due_key(phone)}) == 0;
        },
        40s));
    CAF_CHECK(!meta.service().chat_since(std::string{demo_number}, phone, 0)["messages"].empty());
  }
}

// -- ways in ---

CAF_TEST(a_cluster_with_a_password_and_certificates_is_used) {
  certificate_authority authority;
  const auto own = authority.issue("IP:127.0.0.1");
  std::vector<std::unique_ptr<reserved_port>> ports;
  private_redis_cluster::options how;
  how.password = "cluster-secret";
  how.arguments = [&](std::size_t) {
    ports.push_back(std::make_unique<reserved_port>());
    return std::vector<std::string>{"--tls-port",         std::to_string(ports.back()->number()),
                                    "--tls-cert-file",    own.file,
                                    "--tls-key-file",     own.key_file,
                                    "--tls-ca-cert-file", authority.file(),
                                    "--tls-auth-clients", "no",
                                    "--tls-cluster",      "yes",
                                    "--tls-replication",  "yes"};
  };
  private_redis_cluster redis{how};
  const password_in_environment password{how.password};
  auto config = on_cluster({"127.0.0.1:" + std::to_string(ports[0]->number())});
  config["redis"]["tls"] = true;
  config["redis"]["caFile"] = authority.file();
  const auto node = start_node(0, config);
  CAF_CHECK(becomes(node->url(), "ok"));
  cluster_crowd crowd{node->url(), "1555003", 12};
  CAF_CHECK_EQUAL(crowd.shards(redis), private_redis_cluster::masters);
  crowd.start();
  crowd.stop();
  CAF_CHECK_EQUAL(crowd.refused(), 0);
  CAF_CHECK_EQUAL(turns_without_redis(node->url()), 0);
}
