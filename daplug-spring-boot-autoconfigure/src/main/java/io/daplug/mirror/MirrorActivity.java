package io.daplug.mirror;

/**
 * Says whether a mirror is at work. One of two mirrors that lead back to each other is,
 * as long as a table can be moved and moved back.
 */
public interface MirrorActivity {

	/** Is always at work. */
	MirrorActivity ALWAYS = new MirrorActivity() {

		@Override
		public boolean begin() {
			return true;
		}

		@Override
		public void end() {
		}

	};

	/**
	 * Asks, before changes are handled, and waits while that is being decided.
	 * @return whether to handle them; if so, {@link #end} is called afterwards. Others
	 * are not this mirror's to handle
	 * @throws io.daplug.table.gate.TableMovingException if it is not decided in time
	 */
	boolean begin();

	/**
	 * Says that changes have been handled.
	 */
	void end();

}
