#pragma once

#include "messages/session/session.hpp"

#include <memory>
#include <string>

namespace quickbooking {

/// A session that may be folded while nobody needs it: compressed, it has a tenth of its size. It
/// unfolds by itself when it is looked at. For one thread.
class folded_session {
public:
  folded_session() = default;
  folded_session(session x) : open_(std::make_unique<session>(std::move(x))) {}

  /// Valid until the next call of another member.
  const session& get() const;
  session& edit();

  /// Takes it out; an empty session stays.
  session take();

  /// A session that does not exist is not folded.
  void fold();

  bool is_folded() const { return !folded_.empty(); }

private:
  void unfold() const;

  mutable std::unique_ptr<session> open_; ///< null: folded, or an empty session
  mutable std::string folded_;            ///< a zstd frame of its bytes
};

} // namespace quickbooking
