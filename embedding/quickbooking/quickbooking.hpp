#pragma once

/// @file
/// All public headers.

/// @namespace quickbooking
/// Whatever a program that embeds the service uses. What is in this namespace and in no public
/// header is none of its business.

#include <quickbooking/actors.hpp>
#include <quickbooking/config.hpp>
#include <quickbooking/errors.hpp>
#include <quickbooking/intent_reader.hpp>
#include <quickbooking/messages.hpp>
#include <quickbooking/metrics_sink.hpp>
#include <quickbooking/remote_cluster.hpp>
#include <quickbooking/service.hpp>
#include <quickbooking/version.hpp>
