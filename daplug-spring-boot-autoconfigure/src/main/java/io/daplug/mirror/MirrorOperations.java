package io.daplug.mirror;

import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What is done with mirrors as a whole. The bean is named {@code daplugMirrors}.
 * <p>
 * All methods fail with an {@link InvalidMirrorOperationException} if there is no mirror
 * of the name, and with a {@link org.springframework.dao.DataAccessException} if the
 * table that keeps their progress cannot be reached.
 */
public interface MirrorOperations {

	/**
	 * Returns the mirrors.
	 * @return their names, in alphabetical order
	 */
	Set<String> mirrors();

	/**
	 * Copies the items that the source has, with the default options. See
	 * {@link #backfill(String, Consumer)}.
	 * @param mirror the mirror's name
	 * @return the progress at the beginning
	 */
	default BackfillProgress backfill(String mirror) {
		return backfill(mirror, (options) -> {
		});
	}

	/**
	 * Begins to copy the items that the source has, and returns at once. Every item is
	 * read by a scan in segments and goes the way of a change: what the mirror makes of
	 * it is written to the destination. The mirror must follow the source when the
	 * backfill begins, and go on doing so.
	 * <p>
	 * An item that changes or goes meanwhile is no problem: each item is read again after
	 * its copy was written, by a consistent read, until it has not changed since. What is
	 * in the destination then is what the mirror's last write of a change, or the item as
	 * it was found at last, has left there. Items that nobody may see are not copied. An
	 * item that cannot be copied counts as failed, and the others are copied.
	 * <p>
	 * It costs one consistent scan of the source, one consistent read of each item, and
	 * one write for each copy.
	 * @param mirror the mirror's name
	 * @param options sets how it is done
	 * @return the progress at the beginning
	 * @throws InvalidMirrorOperationException if a backfill of the mirror is running, on
	 * any instance, or was stopped before its end: it has to be resumed, or cancelled
	 */
	BackfillProgress backfill(String mirror, Consumer<BackfillOptions.Builder> options);

	/**
	 * Returns how far the latest backfill of a mirror is, whichever instance runs it.
	 * @param mirror the mirror's name
	 * @return the progress; empty if no backfill is known
	 */
	Optional<BackfillProgress> progress(String mirror);

	/**
	 * Pauses a backfill. It stops after the pages that are being copied.
	 * @param mirror the mirror's name
	 * @return the progress at this moment, at which it may still be running
	 * @throws InvalidMirrorOperationException if no backfill of the mirror is running
	 */
	BackfillProgress pause(String mirror);

	/**
	 * Goes on with a backfill that was paused, failed, or ended with its instance: on
	 * this instance, from where it had got to, with the options it began with.
	 * @param mirror the mirror's name
	 * @return the progress at this moment
	 * @throws InvalidMirrorOperationException if there is no such backfill. Without the
	 * table of {@code daplug.mirror-operations.table}, none is known after a restart
	 */
	BackfillProgress resume(String mirror);

	/**
	 * Ends a backfill for good. What was copied stays.
	 * @param mirror the mirror's name
	 * @return the progress at this moment, at which it may still be running
	 * @throws InvalidMirrorOperationException if there is none that could be cancelled
	 */
	BackfillProgress cancel(String mirror);

	/**
	 * Compares the destination of a mirror with what its source makes of it, with the
	 * default options. See {@link #verify(String, Consumer)}.
	 * @param mirror the mirror's name
	 * @return what was found
	 */
	default MirrorReport verify(String mirror) {
		return verify(mirror, (options) -> {
		});
	}

	/**
	 * Compares the destination of a mirror with what its source makes of it, and returns
	 * when that is done. It finds copies that are missing, that have other attributes
	 * than they should have, and that are of no item. What the mirror has not got to yet
	 * does not count: differences are looked at again first.
	 * <p>
	 * It costs a consistent scan of both tables and a consistent read of each copy. For
	 * each 10,000 copies of no item, it costs another scan of both, and one more of the
	 * source if they are removed by a mirror without guard. The keys of the destination
	 * are held in memory, 4 million at once: about 16 bytes each, so 64 MB, and twice as
	 * much for moments. Where there are more keys, both tables are scanned once more for
	 * each 2 to 4 million. Contents are neither held nor logged.
	 * <p>
	 * A repair writes as the mirror does, beside it and beside writers, and harms nothing
	 * that is written meanwhile. Copies of no item are left as they are if no copy can be
	 * made of some items.
	 * @param mirror the mirror's name
	 * @param options sets how it is done
	 * @return what was found, and what was repaired
	 * @throws InvalidMirrorOperationException if the thread is interrupted, or the
	 * application context is closed, before the end
	 */
	MirrorReport verify(String mirror, Consumer<VerifyOptions.Builder> options);

	/**
	 * Has the two tables of a mirror change places, with the default options. See
	 * {@link #cutOver(String, Consumer)}.
	 * @param mirror the name of the mirror that leads to the new table
	 * @return the move afterwards
	 */
	default MoveProgress cutOver(String mirror) {
		return cutOver(mirror, (options) -> {
		});
	}

	/**
	 * Has the two tables of a mirror change places: from then on, the destination is
	 * written, and mirrored back into the source by the mirror that is declared with
	 * {@code reverse-of}. Returns when that is done.
	 * <p>
	 * First no instance writes either table any more, for as long as it takes to end what
	 * is under way, and to {@linkplain #verify(String) compare} both and write what is
	 * missing in the destination. Writes of the application wait meanwhile, for a few
	 * seconds at most, and then fail with a
	 * {@link io.daplug.table.gate.TableMovingException}. Afterwards, writes of the source
	 * fail with a {@link io.daplug.table.gate.TableMovedException}. No write is lost, and
	 * none is made twice. If that takes longer than the limit, or this instance ends, all
	 * stays as it was.
	 * @param mirror the name of the mirror that leads to the new table
	 * @param options sets how it is done
	 * @return the move afterwards
	 * @throws InvalidMirrorOperationException if no mirror leads back, if a backfill of
	 * the mirror is not at its end, if the move is not {@link MovePhase#OPEN}, or if the
	 * tables could not change places, and so have not
	 */
	MoveProgress cutOver(String mirror, Consumer<CutOverOptions.Builder> options);

	/**
	 * Has the two tables change places again, with the default options. See
	 * {@link #cutBack(String, Consumer)}.
	 * @param mirror the name of the mirror that leads to the new table
	 * @return the move afterwards
	 */
	default MoveProgress cutBack(String mirror) {
		return cutBack(mirror, (options) -> {
		});
	}

	/**
	 * Has the two tables change places again, as {@link #cutOver(String, Consumer)} does:
	 * from then on, the source is written, with all that was written since the cut over.
	 * @param mirror the name of the mirror that leads to the new table
	 * @param options sets how it is done
	 * @return the move afterwards
	 * @throws InvalidMirrorOperationException if the move is not
	 * {@link MovePhase#TURNED}, or if the tables could not change places, and so have not
	 */
	MoveProgress cutBack(String mirror, Consumer<CutOverOptions.Builder> options);

	/**
	 * Asks how far a move is.
	 * @param mirror the name of the mirror that leads to the new table
	 * @return how far it is at this moment
	 * @throws InvalidMirrorOperationException if no mirror leads back
	 */
	MoveProgress move(String mirror);

	/**
	 * Says which of the two tables of a mirror is to be written, as far as this instance
	 * has heard. Costs nothing, and may be a second old.
	 * @param mirror the name of the mirror that leads to the new table
	 * @return the logical name of the table
	 * @throws InvalidMirrorOperationException if no mirror leads back
	 */
	String active(String mirror);

}
