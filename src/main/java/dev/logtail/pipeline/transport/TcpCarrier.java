package dev.logtail.pipeline.transport;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousChannelGroup;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.CompletionHandler;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/** TCP on the JDK's asynchronous channels. */
final class TcpCarrier implements Carrier {
  private static final Logger LOG = Logger.getLogger(TcpCarrier.class.getName());

  private final AsynchronousChannelGroup group;
  private final Consumer<InetSocketAddress> reached;

  /** Another one for each address that is tried; replaced under this, until TCP stands. */
  private volatile AsynchronousSocketChannel channel;

  private boolean closed;

  /**
   * @param reached is told the address that took the connection, before anybody else
   */
  TcpCarrier(AsynchronousChannelGroup group, Consumer<InetSocketAddress> reached)
      throws IOException {
    this.group = group;
    this.reached = reached;
    this.channel = AsynchronousSocketChannel.open(group);
  }

  @Override
  public void connect(List<InetAddress> addresses, int port, CompletionHandler<Void, Object> told) {
    connectToNext(addresses.iterator(), port, told);
  }

  private void connectToNext(
      Iterator<InetAddress> addresses, int port, CompletionHandler<Void, Object> told) {
    InetSocketAddress address = new InetSocketAddress(addresses.next(), port);
    Carrier.<Void>when(
        handler -> channel.connect(address, null, handler),
        done -> {
          sendAtOnce();
          reached.accept(address);
          told.completed(null, this);
        },
        why -> {
          if (addresses.hasNext() && begunAnew()) {
            connectToNext(addresses, port, told);
          } else {
            told.failed(why, this);
          }
        });
  }

  private void sendAtOnce() {
    try {
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    } catch (IOException e) {
      LOG.log(Level.FINE, "small packets may be late", e);
    }
  }

  /** A channel that failed to connect is closed for good. */
  private synchronized boolean begunAnew() {
    if (closed) {
      return false;
    }
    try {
      channel = AsynchronousSocketChannel.open(group);
      return true;
    } catch (IOException e) {
      LOG.log(Level.FINE, "no channel for the next address", e);
      return false;
    }
  }

  @Override
  public void read(ByteBuffer into, CompletionHandler<Integer, Object> told) {
    channel.read(into, this, told);
  }

  @Override
  public void write(ByteBuffer from, CompletionHandler<Integer, Object> told) {
    channel.write(from, this, told);
  }

  @Override
  public void shutdownOutput() throws IOException {
    channel.shutdownOutput();
  }

  @Override
  public synchronized boolean isOpen() {
    return !closed;
  }

  @Override
  public void close() throws IOException {
    AsynchronousSocketChannel last;
    synchronized (this) {
      closed = true;
      last = channel;
    }
    last.close();
  }
}
