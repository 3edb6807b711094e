#pragma once

#include "actors/archive/archive_board.hpp"
#include "actors/calendar/calendar_board.hpp"
#include "actors/cluster/cluster_board.hpp"
#include "actors/cores/token_bucket.hpp"
#include "actors/event_board.hpp"
#include "actors/metrics.hpp"
#include "booking/catalog/salon.hpp"
#include "booking/reading/reader.hpp"
#include "messages/encoding/instant.hpp"
#include "net/log.hpp"

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>

namespace quickbooking {

struct session_figures;

/// What the actors of one node share. Immutable after start, but for the metrics, which are
/// thread-safe.
struct node_context {
  catalog_ptr salons;
  std::shared_ptr<const calendar_board> calendars; ///< what is free, as far as it is known
  std::shared_ptr<const cluster_board> cluster;    ///< who has which customer; null: this node
  std::string version;                             ///< of the program
  log_ptr log;                                     ///< never null
  instant started;
  const reader* understand = &rule_reader();
  std::shared_ptr<const event_board> events;     ///< null: nobody wants to know
  metrics* figures = nullptr;                    ///< outlives all actors
  session_figures* sessions = nullptr;           ///< likewise
  std::function<instant()> now;                  ///< any thread
  std::chrono::milliseconds store_deadline{100}; ///< longest wait of one turn for the store (P7)
  std::chrono::seconds idle_release{
      60}; ///< sessions leave memory after this long without a message
  std::chrono::seconds rest_after{
      1}; ///< sessions take less memory after this long without a message
  std::size_t max_sessions = 100'000; ///< in memory; beyond, the longest idle ones leave sooner
  std::size_t pack_above = 0;         ///< bytes; see `to_snapshot`
  std::size_t max_in_flight = 20'000; ///< turns under way in all; beyond: refused
  std::size_t max_in_flight_per_customer = 64;

  /// Messages that one customer's session takes; beyond: refused, for Meta to bring again. Nobody
  /// types as fast; who sends more must not cost the others anything (P10).
  rate_limit customer_pace{100, std::chrono::milliseconds{50}};

  /// What the archive has besides the store; outlives all actors. Null: sessions are not backed up.
  const archive_board* archive = nullptr;
  std::chrono::milliseconds archive_deadline{
      500}; ///< longest wait of one turn for the archive, made only if the store is not there
};

using context_ptr = std::shared_ptr<const node_context>;

} // namespace quickbooking
