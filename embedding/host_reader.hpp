#pragma once

#include "booking/reading/reader.hpp"

#include <quickbooking/intent_reader.hpp>

#include <map>
#include <memory>

namespace quickbooking {

/// A host's reader as the conversation knows readers. What the host's cannot read, or reads as what
/// does not exist, the rules read.
class host_reader final : public reader {
public:
  host_reader(std::shared_ptr<const intent_reader> host, const catalog& salons);

  reading read(const salon& where, std::string_view text, language lang,
               instant now) const override;

private:
  std::optional<customer_wish> ask(const salon& where, std::string_view text, language lang,
                                   instant now) const;

  std::shared_ptr<const intent_reader> host_;
  std::map<std::string, salon_offer> offers_; ///< by salon
};

/// The wish as the conversation takes it; nothing if something in it does not exist.
std::optional<reading> to_reading(const customer_wish& x, const salon& where);

} // namespace quickbooking
