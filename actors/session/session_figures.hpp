#pragma once

#include "actors/metrics.hpp"

namespace quickbooking {

/// Figures of all sessions of a node; made once.
struct session_figures {
  explicit session_figures(metrics& all);

  prometheus::Counter& created;
  prometheus::Counter& retrieved;
  prometheus::Counter& taken_over;
  prometheus::Counter& migrated;
  prometheus::Counter& deleted;
  prometheus::Counter& transitions;
  prometheus::Counter& archived;
  prometheus::Counter& degraded;
  prometheus::Counter& duplicates;
  prometheus::Counter& fenced;
  prometheus::Counter& resent;
  prometheus::Counter& restored;
  prometheus::Histogram& seconds;
};

} // namespace quickbooking
