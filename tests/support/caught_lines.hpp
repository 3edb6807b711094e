#pragma once

#include "net/log.hpp"

#include <spdlog/logger.h>
#include <spdlog/sinks/base_sink.h>

#include <fmt/format.h>

#include <memory>
#include <mutex>
#include <string>

namespace quickbooking {

/// Keeps what is logged, a line after the other and nothing but the messages. Any thread.
class caught_lines final : public spdlog::sinks::base_sink<std::mutex> {
public:
  std::string text() {
    const std::lock_guard guard{mutex_};
    return text_;
  }

  bool has(const std::string& words) { return text().find(words) != std::string::npos; }

private:
  void sink_it_(const spdlog::details::log_msg& line) override {
    text_.append(line.payload.data(), line.payload.size()) += '\n';
  }

  void flush_() override {}

  std::string text_;
};

/// A logger that all of its lines go to.
inline log_ptr logger_to(std::shared_ptr<caught_lines> lines) {
  return std::make_shared<spdlog::logger>("", std::move(lines));
}

} // namespace quickbooking
