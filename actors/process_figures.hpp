#pragma once

#include "actors/metrics.hpp"

#include <string>

namespace quickbooking {

/// What Prometheus' other clients tell of their process under the same names, and which version it
/// runs. From Linux' /proc; what cannot be read stays 0. For one thread; `all` outlives it.
class process_figures {
public:
  process_figures(metrics& all, const std::string& version);

  /// Looks at the process as it is now.
  void refresh();

private:
  prometheus::Counter& cpu_;
  prometheus::Gauge& memory_;
  prometheus::Gauge& open_files_;
  prometheus::Gauge& most_files_;
};

} // namespace quickbooking
