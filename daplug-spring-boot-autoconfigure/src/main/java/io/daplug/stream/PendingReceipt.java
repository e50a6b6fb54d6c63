package io.daplug.stream;

import java.util.concurrent.atomic.AtomicInteger;

import io.daplug.event.ItemChange;
import io.daplug.text.LoggableFailure;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * The receipt of one change: given when everybody who has the change is done with it.
 * Whoever hands it over is the first of them.
 */
final class PendingReceipt {

	private static final Log logger = LogFactory.getLog(PendingReceipt.class);

	private final ItemChange<?> change;

	private final ChangeReceiptHandler handler;

	private final AtomicInteger open = new AtomicInteger(1);

	private volatile boolean parked;

	private volatile boolean lost;

	PendingReceipt(ItemChange<?> change, ChangeReceiptHandler handler) {
		this.change = change;
		this.handler = handler;
	}

	/** One more has the change. */
	void expect() {
		this.open.incrementAndGet();
	}

	void handled() {
		close();
	}

	void parked() {
		this.parked = true;
		close();
	}

	/** Whether a change without receipt comes again. */
	boolean comesAgain() {
		return this.handler.handsOverAgain();
	}

	/** The change was neither handled nor parked: there will be no receipt. */
	void lost() {
		this.lost = true;
		close();
	}

	private void close() {
		if (this.open.decrementAndGet() > 0 || this.lost) {
			return;
		}
		try {
			this.handler.handle(this.change, this.parked ? ChangeReceipt.PARKED : ChangeReceipt.HANDLED);
		}
		catch (Throwable ex) {
			LoggableFailure.log(logger, "The receipt of a change of table '%s', sequence %s, was not taken"
				.formatted(this.change.table(), this.change.origin().sequence()), ex);
		}
	}

}
