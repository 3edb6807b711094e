#pragma once

#include <caf/policy/unprofiled.hpp>
#include <caf/resumable.hpp>
#include <caf/scheduler/abstract_coordinator.hpp>

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <mutex>
#include <utility>

namespace quickbooking {

/// How CAF's scheduler gives actors to its threads: one queue for all, as in
/// `caf::policy::work_sharing`, but an actor that a running one wakes goes on in the same thread. A
/// turn passes from actor to actor without another thread being woken for each step.
///
/// So no actor may block its thread to wait for one that it has woken, which may be waiting for
/// this thread, nor to wait for a thread that takes `spare_turns`. Detached actors may.
class near_first : public caf::policy::unprofiled {
public:
  /// Jobs that a thread keeps for itself; further ones are for whoever is free.
  static constexpr std::size_t most_near = 2;

  /// Jobs of its own that a thread does before it looks at the common queue, so that two actors
  /// that keep waking each other hold up nobody (P10).
  static constexpr std::size_t most_in_a_row = 32;

  struct coordinator_data {
    explicit coordinator_data(caf::scheduler::abstract_coordinator*) {}

    std::mutex lock;
    std::condition_variable work;
    std::deque<caf::resumable*> jobs;
    std::size_t sleeping = 0;
    bool waking = false; ///< a thread was woken and has not looked at `jobs` yet
  };

  struct worker_data {
    explicit worker_data(caf::scheduler::abstract_coordinator*) {}

    std::deque<caf::resumable*> near;
    std::size_t in_a_row = 0;
  };

  template <class Coordinator>
  void central_enqueue(Coordinator* self, caf::resumable* job) {
    auto& all = d(self);
    std::unique_lock guard{all.lock};
    all.jobs.push_back(job);
    wake_one(all, guard);
  }

  template <class Worker>
  void external_enqueue(Worker* self, caf::resumable* job) {
    central_enqueue(self->parent(), job);
  }

  template <class Worker>
  void internal_enqueue(Worker* self, caf::resumable* job) {
    if (d(self).near.size() < most_near)
      d(self).near.push_back(job);
    else
      central_enqueue(self->parent(), job);
  }

  /// It has had its share: others come first.
  template <class Worker>
  void resume_job_later(Worker* self, caf::resumable* job) {
    central_enqueue(self->parent(), job);
  }

  template <class Worker>
  caf::resumable* dequeue(Worker* self) {
    auto& mine = d(self);
    if (!mine.near.empty() && mine.in_a_row++ < most_in_a_row)
      return take(mine.near);
    mine.in_a_row = 0;
    auto& all = d(self->parent());
    std::unique_lock guard{all.lock};
    if (all.jobs.empty() && !mine.near.empty())
      return take(mine.near);
    while (all.jobs.empty())
      sleep(all, guard);
    auto job = take(all.jobs);
    if (!all.jobs.empty())
      wake_one(all, guard);
    return job;
  }

  /// As `dequeue`, for a worker that has other work, too: null if no job waits, and after
  /// `most_in_a_row` of them. What it kept for itself then goes to the common queue.
  template <class Worker>
  caf::resumable* try_dequeue(Worker* self) {
    auto& mine = d(self);
    if (mine.in_a_row++ < most_in_a_row) {
      if (!mine.near.empty())
        return take(mine.near);
      auto& all = d(self->parent());
      std::lock_guard guard{all.lock};
      if (!all.jobs.empty())
        return take(all.jobs);
    }
    mine.in_a_row = 0;
    give_back(self);
    return nullptr;
  }

  template <class Worker>
  void before_shutdown(Worker* self) {
    give_back(self);
  }

  template <class Worker, class UnaryFunction>
  void foreach_resumable(Worker*, UnaryFunction) {}

  template <class Coordinator, class UnaryFunction>
  void foreach_central_resumable(Coordinator* self, UnaryFunction f) {
    std::lock_guard guard{d(self).lock};
    while (!d(self).jobs.empty())
      f(take(d(self).jobs));
  }

private:
  template <class Worker>
  void give_back(Worker* self) {
    for (auto job : std::exchange(d(self).near, {}))
      central_enqueue(self->parent(), job);
  }

  static caf::resumable* take(std::deque<caf::resumable*>& jobs) {
    auto job = jobs.front();
    jobs.pop_front();
    return job;
  }

  /// One at a time: who was woken wakes the next, if there is more to do than it can take. Not
  /// while the lock is held, for which it would have to wait at once.
  static void wake_one(coordinator_data& all, std::unique_lock<std::mutex>& guard) {
    if (all.sleeping == 0 || std::exchange(all.waking, true))
      return;
    guard.unlock();
    all.work.notify_one();
  }

  static void sleep(coordinator_data& all, std::unique_lock<std::mutex>& guard) {
    ++all.sleeping;
    all.work.wait(guard);
    --all.sleeping;
    all.waking = false;
  }
};

} // namespace quickbooking
