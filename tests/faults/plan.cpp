#include "tests/faults/plan.hpp"

#include "tests/faults/cluster_plan.hpp"

#include <algorithm>
#include <array>
#include <random>

namespace quickbooking::faults {

namespace {

using random_engine = std::mt19937_64;

std::size_t below(random_engine& random, std::size_t n) {
  return static_cast<std::size_t>(random() % n);
}

template <class T, std::size_t N>
const T& one_of(random_engine& random, const std::array<T, N>& all) {
  return all[below(random, N)];
}

constexpr std::array texts{
    "Haircut tomorrow 3pm", "Haircut friday 11am", "Massage tomorrow 10am with Sarah", "Manicure",
    "hi", "what about 5pm?", "something else", "Coloring on saturday",
    // Russian
    "Стрижка завтра в 15:00", "Маникюр в пятницу", "а в 17:00?", "привет",
    // Spanish
    "Corte de pelo mañana a las 3 de la tarde", "hola", "Manicura el viernes",
    // Portuguese
    "Corte de cabelo amanhã às 15h", "oi, tudo bem?", "Massagem na sexta",
    // Hebrew
    "תספורת מחר ב-15:00", "שלום", "מניקור ביום שישי"};

/// As often as they stand here.
constexpr std::array acts{act::text,          act::text,
                          act::tap,           act::tap,
                          act::tap,           act::tap,
                          act::tap,           act::tap,
                          act::tap,           act::double_tap,
                          act::tap_old,       act::two_at_once,
                          act::two_in_one,    act::redelivered_at_once,
                          act::redeliver_old, act::redeliver_old};

step make_step(random_engine& random, bool is_first) {
  step x;
  x.what = is_first ? act::text : one_of(random, acts);
  x.pick = static_cast<std::uint32_t>(random());
  x.text = one_of(random, texts);
  x.waits = below(random, 4) != 0;
  x.pause = std::chrono::milliseconds{below(random, 300)};
  return x;
}

constexpr std::array redis_faults{fault_kind::redis_killed,    fault_kind::redis_stopped,
                                  fault_kind::redis_delayed,   fault_kind::redis_trickled,
                                  fault_kind::redis_frozen,    fault_kind::redis_cut,
                                  fault_kind::redis_reply_cut, fault_kind::redis_refused,
                                  fault_kind::redis_full,      fault_kind::scripts_flushed};
constexpr std::array node_faults{fault_kind::node_killed, fault_kind::node_killed,
                                 fault_kind::node_ended};
constexpr std::array graph_faults{fault_kind::graph_hangs, fault_kind::graph_refuses,
                                  fault_kind::graph_loses_answers, fault_kind::graph_cut,
                                  fault_kind::graph_frozen};
constexpr std::array master_faults{fault_kind::master_killed, fault_kind::master_killed,
                                   fault_kind::master_stopped};
constexpr std::array companion_faults{fault_kind::replica_killed, fault_kind::sentinel_killed};
constexpr std::array delays{5, 30, 60, 150, 400};

/// One fault after the other of one kind of peer, somewhere among all steps.
template <std::size_t N>
void add_faults(random_engine& random, const std::array<fault_kind, N>& kinds, std::size_t count,
                std::size_t all_steps, std::vector<fault>& into) {
  const auto share = all_steps / std::max<std::size_t>(count, 1);
  for (std::size_t i = 0; i < count; ++i) {
    fault x;
    x.what = one_of(random, kinds);
    x.from = i * share + below(random, share / 2 + 1);
    const auto steps = 1 + below(random, share / 3 + 1);
    x.to = is_instant(x.what) ? x.from : std::min(x.from + steps, (i + 1) * share);
    x.amount = x.what == fault_kind::redis_delayed ? one_of(random, delays)
                                                   : static_cast<int>(1 + below(random, 20));
    into.push_back(x);
  }
}

/// Among other deaths beside it, one of the master, long enough for the replica to take over more
/// often than not. A second one would find no replica that is ready.
void add_failover(random_engine& random, std::size_t all_steps, std::vector<fault>& into) {
  const auto first = into.size();
  add_faults(random, companion_faults, 1 + below(random, 3), all_steps, into);
  const auto place = below(random, into.size() - first);
  const auto share = all_steps / (into.size() - first);
  auto& x = into[first + place];
  x.what = one_of(random, master_faults);
  x.from = place * share + below(random, share / 8 + 1);
  x.to = x.from + share / 2 + below(random, share / 4 + 1);
}

// -- surroundings ---

/// What is peculiar about a schedule comes from numbers of its own, so that all else stays as it
/// would be without.
random_engine second_engine(std::uint64_t seed) { return random_engine{~seed}; }

void decide_surroundings(plan& x, const plan_options& how) {
  auto random = second_engine(x.seed);
  x.has_sentinels = below(random, 100) < static_cast<std::size_t>(how.sentinels_percent);
  x.releases_idle = below(random, 4) == 0 && !x.has_sentinels; // who agree more slowly
  x.packs_snapshots = below(random, 2) == 0;
}

/// Sentinels need seconds to agree, and a session leaves memory after one.
void lengthen_pauses(plan& x) {
  auto random = second_engine(x.seed + 1);
  for (auto& customer : x.customers)
    for (auto& each : customer) {
      if (x.has_sentinels)
        each.pause *= 3;
      if (x.releases_idle && below(random, 10) == 0)
        each.pause += std::chrono::milliseconds{1200 + below(random, 1500)};
    }
}

} // namespace

plan make_plan(std::uint64_t seed, const plan_options& how) {
  plan made;
  made.seed = seed;
  decide_surroundings(made, how);
  random_engine random{seed};
  for (std::size_t i = 0; i < how.customers; ++i) {
    auto& mine = made.customers.emplace_back();
    for (std::size_t k = 0; k < how.steps; ++k)
      mine.push_back(make_step(random, k == 0));
  }
  lengthen_pauses(made);
  const auto all = how.customers * how.steps;
  if (made.has_sentinels)
    add_failover(random, all, made.faults);
  else
    add_faults(random, redis_faults, 1 + below(random, 4), all, made.faults);
  add_faults(random, node_faults, below(random, 3), all, made.faults);
  add_faults(random, graph_faults, below(random, 2), all, made.faults);
  if (how.nodes > 1)
    spread_over_nodes(made, how.nodes);
  std::stable_sort(made.faults.begin(), made.faults.end(),
                   [](const fault& a, const fault& b) { return a.from < b.from; });
  return made;
}

} // namespace quickbooking::faults
