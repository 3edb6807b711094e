#pragma once

#include "net/loop/asio.hpp"

#include <boost/beast/core/buffer_traits.hpp>
#include <boost/beast/core/buffers_range.hpp>
#include <boost/beast/http/error.hpp>
#include <boost/beast/http/message.hpp>
#include <boost/optional/optional.hpp>

#include <algorithm>
#include <cstdint>
#include <string>

namespace quickbooking {

/// A body for Beast of which only the first bytes are kept. More is `http::error::body_limit`, but
/// the header and the begin are there: unlike Beast's own limit, which throws away a status that we
/// need to know.
template <std::size_t Limit>
struct capped_body {
  using value_type = std::string;

  class reader {
  public:
    template <bool IsRequest, class Fields>
    reader(boost::beast::http::header<IsRequest, Fields>&, value_type& body) : body_{body} {}

    void init(const boost::optional<std::uint64_t>&, error_code& ec) { ec = {}; }

    template <class Buffers>
    std::size_t put(const Buffers& buffers, error_code& ec) {
      ec = {};
      for (const auto part : boost::beast::buffers_range_ref(buffers)) {
        const auto fitting = std::min(part.size(), Limit - body_.size());
        body_.append(static_cast<const char*>(part.data()), fitting);
        if (fitting < part.size())
          ec = boost::beast::http::error::body_limit;
      }
      return boost::beast::buffer_bytes(buffers);
    }

    void finish(error_code& ec) { ec = {}; }

  private:
    value_type& body_;
  };
};

} // namespace quickbooking
