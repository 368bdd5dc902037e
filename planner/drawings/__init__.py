"""Exercise drawings: from pose data to black line drawings, at build time only.

A drawing is made in this order: a CC0 body is read and dressed (``body_source``,
``clothing``, ``shoes``, ``figure``), a pose file is read (``pose_file``), the pose is
solved so that feet stand and hands hold (``skeleton``, ``solve``), the posed body and
its props are rasterised (``skin``, ``props``, ``raster``), borders in that raster are
traced and fitted with curves (``lines``, ``curves``), and panels, face and arrows are
composed into one small SVG (``compose``). Nothing that runs imports this package: the
application reads the finished files and ``index.json``.
"""
