package io.daplug.autoconfigure.mirror;

import io.daplug.mirror.MirrorGraph;
import io.daplug.mirror.MirrorRegistry;
import io.daplug.mirror.move.Moves;

/**
 * What all mirrors of an application share.
 *
 * @param graph refuses cycles
 * @param registry knows their handlers
 * @param moves says which of them are at work
 */
record MirrorParts(MirrorGraph graph, MirrorRegistry registry, Moves moves) {

}
