package dev.logtail.pipeline.transport;

import dev.logtail.runtime.Scheduler;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousChannelGroup;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.CompletionHandler;
import java.nio.channels.NotYetConnectedException;
import java.util.List;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** TCP on the JDK's asynchronous channels, with whichever address takes the connection first. */
final class TcpCarrier implements Carrier {
  private static final Logger LOG = Logger.getLogger(TcpCarrier.class.getName());

  private final AsynchronousChannelGroup group;
  private final Scheduler scheduler;
  private final Consumer<InetSocketAddress> reached;

  /** Null until TCP stands; written under this. */
  private volatile @Nullable AsynchronousSocketChannel channel;

  /** Both guarded by this. */
  private @Nullable AddressRace race;

  private boolean closed;

  /**
   * A carrier to nowhere yet.
   *
   * @param reached is told the address that took the connection, before anybody else
   */
  TcpCarrier(
      AsynchronousChannelGroup group, Scheduler scheduler, Consumer<InetSocketAddress> reached) {
    this.group = group;
    this.scheduler = scheduler;
    this.reached = reached;
  }

  @Override
  public void connect(List<InetAddress> addresses, int port, CompletionHandler<Void, Object> told) {
    AddressRace begun = new AddressRace(group, scheduler, addresses, port, new Finish(told));
    if (!enter(begun)) {
      begun.cancel();
    }
    begun.start();
  }

  private synchronized boolean enter(AddressRace begun) {
    race = begun;
    return !closed;
  }

  /** What comes of the race. */
  private final class Finish implements AddressRace.Judge {
    private final CompletionHandler<Void, Object> told;

    Finish(CompletionHandler<Void, Object> told) {
      this.told = told;
    }

    @Override
    public void won(AsynchronousSocketChannel winner, InetSocketAddress address) {
      sendAtOnce(winner);
      if (take(winner)) {
        reached.accept(address);
        told.completed(null, this);
      } else {
        AddressRace.close(winner);
        told.failed(new ClosedChannelException(), this);
      }
    }

    @Override
    public void lost(Throwable why) {
      told.failed(why, this);
    }
  }

  private synchronized boolean take(AsynchronousSocketChannel winner) {
    if (!closed) {
      channel = winner;
    }
    return !closed;
  }

  private static void sendAtOnce(AsynchronousSocketChannel channel) {
    try {
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    } catch (IOException e) {
      LOG.log(Level.FINE, "small packets may be late", e);
    }
  }

  private AsynchronousSocketChannel connected() {
    AsynchronousSocketChannel present = channel;
    if (present == null) {
      throw new NotYetConnectedException();
    }
    return present;
  }

  @Override
  public void read(ByteBuffer into, CompletionHandler<Integer, Object> told) {
    connected().read(into, this, told);
  }

  @Override
  public void write(ByteBuffer from, CompletionHandler<Integer, Object> told) {
    connected().write(from, this, told);
  }

  @Override
  public void shutdownOutput() throws IOException {
    connected().shutdownOutput();
  }

  @Override
  public synchronized boolean isOpen() {
    return !closed;
  }

  @Override
  public void close() throws IOException {
    AddressRace begun;
    AsynchronousSocketChannel last;
    synchronized (this) {
      closed = true;
      begun = race;
      last = channel;
    }
    if (begun != null) {
      begun.cancel();
    }
    if (last != null) {
      last.close();
    }
  }
}
