package io.daplug.table.admin;

import java.time.Duration;

/**
 * What passes the time between two looks at a table.
 */
interface Pace {

	/** The clock on the wall. */
	Pace REAL = new Pace() {

		@Override
		public long nanoTime() {
			return System.nanoTime();
		}

		@Override
		public void pause(Duration pause) throws InterruptedException {
			Thread.sleep(pause.toMillis());
		}

	};

	long nanoTime();

	void pause(Duration pause) throws InterruptedException;

}
