#pragma once

#include "tests/support/child_process.hpp"
#include "tests/support/reserved_port.hpp"

#include <nlohmann/json.hpp>

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace quickbooking {

/// Prometheus with cluster-config/prometheus, but for addresses and times: it asks the nodes three
/// times a second, and an alert fires a second after its condition began.
class prometheus_process {
public:
  /// Over nodes on these ports of 127.0.0.1. Ready when the constructor returns; throws
  /// std::runtime_error with its output if it does not get there.
  explicit prometheus_process(const std::array<std::uint16_t, 3>& nodes);

  /// What its HTTP API answers, under `data`; null if that is no success.
  nlohmann::json ask(const std::string& target) const;

  /// The series that an expression gives now; null if it is none.
  nlohmann::json query(const std::string& expression) const;

  /// The value of an expression that gives one series; NaN if it does not.
  double value(const std::string& expression) const;

  /// All rules of the alerts' file.
  std::vector<nlohmann::json> rules() const;

  /// Of this alert, one for each series: `pending`, `firing`; none: inactive.
  std::vector<std::string> states(const std::string& alert) const;

private:
  temp_dir dir_;
  reserved_port port_;
  std::unique_ptr<child_process> process_;
};

} // namespace quickbooking
