package io.daplug.dynamodb;

/**
 * Whether requests may be sent: until the application context closes what sends them.
 */
public final class ConnectionState {

	private volatile boolean closed;

	/**
	 * Lets no more requests be sent.
	 */
	public void close() {
		this.closed = true;
	}

	/**
	 * Says whether no more requests may be sent.
	 * @return whether the application is closed
	 */
	public boolean isClosed() {
		return this.closed;
	}

}
