package dev.logtail.server;

import java.net.InetSocketAddress;

/**
 * One peer at one moment.
 *
 * @param received messages that it sent
 * @param sent messages on their way to it or there
 * @param waiting bytes that wait for it
 * @param missed messages that it was too slow for
 */
public record PeerState(
    int number, InetSocketAddress from, long received, long sent, long waiting, long missed) {}
