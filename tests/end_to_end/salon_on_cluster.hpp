#pragma once

#include "tests/end_to_end/cluster_crowd.hpp"
#include "tests/end_to_end/failing_redis.hpp"

#include <caf/test/unit_test.hpp>

namespace quickbooking {

inline std::string key_of(const std::string& phone) { return "booking:session:" + phone; }

/// A node on a Redis Cluster of its own, told of the three servers that are masters at first.
struct salon_on_cluster {
  private_redis_cluster redis;
  std::unique_ptr<node_process> node;

  explicit salon_on_cluster(const private_redis_cluster::options& how = {},
                            const nlohmann::json& extra = nlohmann::json::object())
      : redis{how} {
    start(extra);
    CAF_REQUIRE(becomes(url(), "ok"));
  }

  void start(const nlohmann::json& extra) {
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

} // namespace quickbooking
