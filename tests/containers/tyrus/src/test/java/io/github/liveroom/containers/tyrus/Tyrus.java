package io.github.liveroom.containers.tyrus;

import io.github.liveroom.containers.ContainerUnderTest;

/**
 * What a Tyrus without servlets cannot do the way the others do. It also listens on every interface, since it has no setting
 * for that.
 */
abstract class Tyrus implements ContainerUnderTest {
    /** A false {@code checkOrigin} never answers on Grizzly, and there is no servlet to look before. */
    @Override
    public boolean refusesBeforeTheUpgrade() {
        return false;
    }

    /** Only servlets know them portably. */
    @Override
    public boolean seesAddressAndScheme() {
        return false;
    }

    @Override
    public boolean servesFiles() {
        return false;
    }

    /** To Tyrus an empty close frame is one with 1000. */
    @Override
    public boolean tellsCloseFramesWithoutCode() {
        return false;
    }
}
