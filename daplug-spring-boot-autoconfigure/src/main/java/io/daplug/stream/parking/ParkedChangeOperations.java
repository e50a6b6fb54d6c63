package io.daplug.stream.parking;

import java.util.Optional;
import java.util.stream.Stream;

import io.daplug.event.ItemChange;

/**
 * What can be done with parked changes, which listeners could not handle: look at them,
 * have them handled after all, or throw them away.
 * <p>
 * To redrive a change is to give it to its listener once more, in the turn of its item:
 * after the changes of the item that wait, by a thread of the listener. The parked
 * changes of an item are redriven in their order; after one that fails, the later ones
 * stay parked untried, and other items go on. A change is removed after it was handled,
 * so a redrive that dies on the way loses none, and may give one to the listener twice. A
 * change is claimed before it is tried, for two minutes: two redrives, also of two
 * instances, do not try it at the same time unless one of them takes longer.
 * <p>
 * The listener may have handled later changes of the item meanwhile. Mirrors know that,
 * and never put an old copy back; other listeners find the time and the version of the
 * change in its origin. When the last parked change of an item is redriven or discarded
 * and the item is held, its later changes are handled again by this instance.
 * <p>
 * An interruption of the caller ends a redrive. Items that are under way, or wait for
 * their turns, are waited for, but no longer than ten seconds, or until another
 * interruption: their listener may be paused. Those whose turns have not come by then are
 * not tried later either. What was not tried, or is not known by then, is skipped with
 * {@link RedriveResult.Reason#INTERRUPTED}; of changes that had not been read yet, as
 * many as can be read in these ten seconds, and one at least. The interrupt flag is kept.
 * <p>
 * Methods throw a {@link org.springframework.dao.DataAccessException} if the table cannot
 * be read or written.
 */
public interface ParkedChangeOperations {

	/**
	 * Lists parked changes, those of an item side by side. They are read page by page as
	 * the stream is. To list all reads the whole table; to list those of a listener reads
	 * only these. Either way the read costs the size of what is parked, items included.
	 * @param selection which changes
	 * @return the changes
	 */
	Stream<ParkedChange> list(ParkedSelection selection);

	/**
	 * Lists all parked changes.
	 * @return the changes
	 * @see #list(ParkedSelection)
	 */
	default Stream<ParkedChange> list() {
		return list(ParkedSelection.all());
	}

	/**
	 * Finds a parked change.
	 * @param id its id
	 * @return the change, if it is parked
	 */
	Optional<ParkedChange> find(String id);

	/**
	 * Reads a parked change with its items, as its listener is given it. They are read as
	 * the item type of the table, or as maps.
	 * @param id its id
	 * @return the change, if it is parked
	 * @throws IllegalStateException if another version of Daplug has written it in a way
	 * that this one does not read
	 */
	Optional<ItemChange<?>> change(String id);

	/**
	 * Redrives one change, and waits until it was tried. It is skipped as long as earlier
	 * changes of the same item are parked for the same listener: redrive or discard these
	 * first.
	 * @param id its id
	 * @return what became of it
	 * @throws IllegalStateException if this thread handles a change: a listener cannot
	 * wait for another one
	 */
	RedriveResult redrive(String id);

	/**
	 * Redrives all changes of a listener, those of different items at the same time, and
	 * waits for it.
	 * @param listener id of the listener
	 * @return what became of them
	 * @throws IllegalStateException if this thread handles a change
	 */
	RedriveResult redriveAll(String listener);

	/**
	 * Redrives all changes of all listeners, those of different items at the same time,
	 * and waits for it. Reads the whole table.
	 * @return what became of them
	 * @throws IllegalStateException if this thread handles a change
	 */
	RedriveResult redriveAll();

	/**
	 * Throws a parked change away: no listener is given it any more.
	 * @param id its id
	 * @return whether it was parked, and nobody is redriving it at this moment
	 */
	boolean discard(String id);

	/**
	 * Throws away all parked changes of a listener, which need not exist any more, but
	 * for those that somebody is redriving at this moment.
	 * @param listener id of the listener
	 * @return how many there were
	 */
	int discardAll(String listener);

}
